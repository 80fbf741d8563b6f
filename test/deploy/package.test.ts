import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot, readDocument } from '../support/documents.js';
import { blocks } from '../support/markdown.js';
import { run } from '../support/real-process.js';
import { reach } from './stage.js';

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

describe('The package of the OPDS catalogue', function () {
  this.timeout(120_000);
  let home: string;
  let app: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'shelflife-package-'));
    app = join(home, 'app');
    await mkdir(app);
  });
  after(() => rm(home, { recursive: true }));

  const npm = async (args: string[], cwd: string) => {
    const { code, stdout, stderr } = await run('npm', args, { cwd, env: reach() }).ended;
    expect(code, stdout + stderr).to.equal(0);
    return stdout;
  };

  it('is packed without its tests', async () => {
    const packed = await npm(['pack', './packages/opds', '--json', '--pack-destination', home], projectRoot);
    const [{ filename, files }] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
    const paths = files.map(({ path }) => path);
    expect(paths).to.include.members(['LICENSE', 'README.md', 'index.d.ts', 'package.json', 'src/index.js']);
    expect(paths.filter((path) => path.startsWith('test'))).to.deep.equal([]);
    await writeFile(join(home, 'filename'), filename);
  });

  it('is installed into an empty Koa application, where the example of its README answers', async () => {
    const archive = join(home, await readFile(join(home, 'filename'), 'utf8'));
    const dependencies = { koa: manifest.dependencies['koa'], '@shelflife/opds': `file:${archive}` };
    await writeFile(join(app, 'package.json'), JSON.stringify({ type: 'module', dependencies }));
    await npm(['install', '--no-audit', '--no-fund'], app);
    const [example = ''] = blocks(readDocument('packages/opds/README.md').text, 'js');
    expect(example).to.include('.listen(3000)');
    const listening = 'listen(0, function () { console.log(`port ${this.address().port}`); })';
    await writeFile(join(app, 'app.js'), example.replace('listen(3000)', listening));
    const [, port = ''] = await run(process.execPath, ['app.js'], { cwd: app }).says(/port (\d+)/);
    const at = (path: string) => fetch(`http://localhost:${port}${path}`);
    const root = await at('/opds');
    expect(root.headers.get('content-type')).to.equal('application/opds+json');
    expect(await root.json()).to.have.nested.property(
      'groups[0].publications[0].metadata.title',
      'Moby-Dick',
    );
    expect((await at('/opds/publications/1')).status).to.equal(200);
    expect((await at('/opds/docs')).status).to.equal(200);
    expect((await at('/nothing')).status).to.equal(404);
  });
});
