import { execFileSync } from 'node:child_process';
import { existsSync, globSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../support/documents.js';
import { run } from '../support/real-process.js';
import { measured } from './figures.js';
import { processOf } from './project-files.js';
import { theDroplet } from './setup.js';
import type { Droplet } from './stage.js';
import { filesToUpload } from './upload.js';

interface Package {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/**
 * Packages that dependencies use themselves: types, a YAML parser, and a compiler that nothing calls. graphile-worker
 * comes with cosmiconfig, which would use one if there were one, and npm leaves such a package where the lock has it.
 */
const broughtAlong = ['@types/express', '@types/koa', '@types/node', '@types/pg', 'typescript', 'yaml'];

const about = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Package;

describe('The upload', () => {
  const files = filesToUpload();

  it('contains the compiled code, the guides, the lock and the Procfile', () => {
    const needed = ['Procfile', 'package.json', 'package-lock.json', '.npmrc', 'dist/config/index.js'];
    const compiled = [...globSync('{config,migrations,seeds,src}/**/*.ts', { cwd: projectRoot })]
      .filter((path) => !/[.](test|fake|d)[.]ts$/.test(path))
      .map((path) => `dist/${path.replace(/ts$/, 'js')}`);
    expect(files).to.include.members([...needed, ...compiled]);
    expect(files).to.include.members(globSync('guides/*.md', { cwd: projectRoot }));
  });

  it('contains no sources, tests, secrets, history or packages', () => {
    const known =
      /^(contracts\/RELEASED|guides\/[^/]+\.md|dist\/commit|dist\/(src|config|migrations|seeds)\/.+\.js(\.map)?|packages\/[^/]+\/(src\/.+|[^/]+)|[^/]+)$/;
    expect(files.filter((path) => !known.test(path) || /[.](test|fake)[.]/.test(path))).to.deep.equal([]);
    const top = files.filter((path) => !path.includes('/'));
    expect(top).to.have.members(['.npmrc', 'LICENSE', 'Procfile', 'package-lock.json', 'package.json']);
  });

  it('says which minors are released, because production serves no drafts', () => {
    const isReleased = existsSync(join(projectRoot, 'contracts/RELEASED'));
    expect(files.filter((path) => path.startsWith('contracts/'))).to.deep.equal(
      isReleased ? ['contracts/RELEASED'] : [],
    );
  });

  it('names no registry and no token for it', () => {
    expect(readFileSync(join(projectRoot, '.npmrc'), 'utf8')).not.to.match(/registry|token|auth/i);
  });
});

describe('Staging', () => {
  let droplet: Droplet;
  before(async function () {
    this.timeout(180_000);
    droplet = await theDroplet();
  });

  const isThere = (name: string) => existsSync(join(droplet.deps, 'node_modules', name, 'package.json'));

  it('copies our own packages, because a linked one is not found after the packages have moved', () => {
    const own = Object.keys(about.dependencies).filter((name) => name.startsWith('@shelflife/'));
    expect(own).to.include('@shelflife/opds');
    for (const name of own) {
      const folder = join(droplet.deps, 'node_modules', name);
      expect(lstatSync(folder).isSymbolicLink(), name).to.equal(false);
      expect(existsSync(join(folder, 'test')), name).to.equal(false);
    }
  });

  it('uses a small upload', () => {
    expect(droplet.uploadedMb).to.be.below(10);
  });

  it('installs every dependency, and no development dependency', () => {
    expect(droplet.npm.code, droplet.npm.output).to.equal(0);
    expect(Object.keys(about.dependencies).filter((name) => !isThere(name))).to.deep.equal([]);
    expect(Object.keys(about.devDependencies).filter(isThere)).to.have.members(broughtAlong);
  });

  it('leaves the lock file unchanged', () => {
    expect(droplet.lock.after).to.equal(droplet.lock.before);
  });

  it('runs no script of ours, and changes nothing in the compiled code', () => {
    const hooks = /^(heroku-)?(pre|post)(install|build)$|^(install|prepare|prepublish)$/;
    expect(Object.keys(about.scripts).filter((name) => hooks.test(name))).to.deep.equal([]);
    const staged = globSync('dist/**/*', { cwd: droplet.app });
    expect(staged).to.include('dist/src/main.js');
    const changed = staged.filter((path) => statSync(join(droplet.app, path)).mtimeMs > droplet.uploadedAt);
    expect(changed).to.deep.equal([]);
  });

  it('moves the packages, and they are complete through the link', async () => {
    expect(lstatSync(join(droplet.app, 'node_modules')).isSymbolicLink()).to.equal(true);
    const env = {
      PATH: `${droplet.deps}/bin:${process.env['PATH']}`,
      NODE_ENV: 'production',
      HOME: droplet.home,
    };
    const listed = await run('npm', ['ls', '--depth=0', '--omit=dev'], { cwd: droplet.app, env }).ended;
    expect(listed.code, listed.stdout + listed.stderr).to.equal(0);
  });

  it('makes a droplet that leaves space on the disk of an instance', function () {
    this.timeout(60_000);
    const megabytes = (...paths: string[]) =>
      Number.parseInt(
        execFileSync('du', ['-smc', ...paths], { encoding: 'utf8' })
          .split('\n')
          .at(-2) ?? '',
        10,
      );
    const all = megabytes(droplet.app, droplet.deps);
    measured('droplet without Node', all - megabytes(join(droplet.deps, 'bin')), 'MB');
    measured('droplet', all, 'MB');
    expect(all).to.be.below(Number.parseInt(processOf('web').disk_quota, 10) * 0.75);
  });
});
