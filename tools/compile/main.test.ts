import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

const projectRoot = join(import.meta.dirname, '../../..');
const compilerOptions = {
  rootDir: '.',
  outDir: 'dist',
  incremental: true,
  tsBuildInfoFile: 'dist/.tsbuildinfo',
  types: [],
};

describe('Compiling', function () {
  this.timeout(60_000);
  let around: string;
  let root: string;

  beforeEach(() => {
    around = mkdtempSync(join(tmpdir(), 'shelflife-compile-'));
    root = join(around, 'project');
    mkdirSync(join(root, 'src'), { recursive: true });
    symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
    write('package.json', '{ "type": "module" }');
    write('.gitignore', 'dist\nnode_modules\n');
    write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
    mkdirSync(join(root, 'tools/compile'), { recursive: true });
    cpSync(join(projectRoot, 'tools/compile/service.json'), join(root, 'tools/compile/service.json'));
    write('src/stays.ts', 'export const stays = 1;\n');
    write('src/goes.ts', 'export const goes = 1;\n');
  });
  afterEach(() => rmSync(around, { recursive: true }));

  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  const isThere = (path: string) => existsSync(join(root, path));
  const commit = () => readFileSync(join(root, 'dist/commit'), 'utf8').trim();
  const compile = (...options: string[]) =>
    execFileSync(process.execPath, [join(projectRoot, 'tools/compile/main.ts'), ...options], {
      cwd: root,
      stdio: 'pipe',
    });

  function git(folder: string, ...args: string[]): string {
    const author = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org'];
    return execFileSync('git', [...author, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  function commitAll(folder: string): void {
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    git(folder, 'commit', '-q', '-m', 'All');
  }

  it('removes what was compiled of a source that is gone, and nothing else', () => {
    compile();
    write('dist/openapi.json', '{}');
    rmSync(join(root, 'src/goes.ts'));
    compile();
    expect(['goes.js', 'stays.js'].map((name) => isThere(`dist/src/${name}`))).to.deep.equal([false, true]);
    expect(isThere('dist/openapi.json')).to.equal(true);
  });

  it('removes it also when the rest does not compile, and fails', () => {
    compile();
    rmSync(join(root, 'src/goes.ts'));
    write('src/stays.ts', "export const stays: number = '';\n");
    expect(() => compile()).to.throw();
    expect(isThere('dist/src/goes.js')).to.equal(false);
  });

  it('keeps the commit, and says whether files differ from it', () => {
    commitAll(root);
    compile();
    expect(commit()).to.equal(git(root, 'rev-parse', 'HEAD'));
    write('src/stays.ts', 'export const stays = 2;\n');
    compile();
    expect(commit()).to.equal(`${git(root, 'rev-parse', 'HEAD')}-dirty`);
  });

  it('of a new clone is without tests when only the service is wanted', () => {
    write('src/stays.test.ts', "export const tested: number = '';\n");
    compile('--service');
    expect(['stays.js', 'stays.test.js'].map((name) => isThere(`dist/src/${name}`))).to.deep.equal([
      true,
      false,
    ]);
    write('src/stays.test.ts', 'export const tested = 1;\n');
    compile();
    expect(isThere('dist/src/stays.test.js')).to.equal(true);
  });

  it('notices that a source is what it was before, however the two ways alternate', () => {
    const stays = () => readFileSync(join(root, 'dist/src/stays.js'), 'utf8');
    compile('--service');
    write('src/stays.ts', 'export const stays = 2;\n');
    compile();
    write('src/stays.ts', 'export const stays = 1;\n');
    compile('--service');
    expect(stays()).to.include('stays = 1');
    write('src/stays.ts', 'export const stays = 2;\n');
    compile();
    expect(stays()).to.include('stays = 2');
  });

  it('keeps no commit outside of git, nor that of a repository around it', () => {
    compile();
    expect(isThere('dist/commit')).to.equal(false);
    commitAll(around);
    compile();
    expect(isThere('dist/commit')).to.equal(false);
  });
});
