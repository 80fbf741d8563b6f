import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { namedPackages, replacedPackages, unused, type Manifest } from './named-packages.js';
import { filesOf, projectRoot } from './project.js';
import { parsed, productSources, type Source } from './syntax.js';

const json = async <T>(file: string): Promise<T> =>
  JSON.parse(await readFile(join(projectRoot, file), 'utf8')) as T;
const sourceOf = async (text: string): Promise<Source> => ({ path: 'src/a.ts', tree: await parsed(text) });

async function testSources(): Promise<Source[]> {
  const files = (await filesOf(projectRoot, ['src', 'test'])).filter((file) => file.endsWith('.test.ts'));
  return Promise.all(files.map(async (file) => sourceOf(await readFile(join(projectRoot, file), 'utf8'))));
}

describe('The required packages', function () {
  this.timeout(60_000);

  it('are all used in src', async () => {
    expect(unused(namedPackages.src, await productSources(projectRoot, ['src']))).to.deep.equal([]);
  });

  it('are all used in tests', async () => {
    expect(unused(namedPackages.tests, await testSources())).to.deep.equal([]);
  });

  it('run the tests', async () => {
    const { scripts = {} } = await json<Manifest>('package.json');
    for (const name of namedPackages.scripts) {
      const groups = [...(scripts['test'] ?? '').matchAll(/npm run -s (\S+)/g)].map(
        ([, group = '']) => group,
      );
      expect(groups).to.include('test:unit');
      for (const group of groups) expect(scripts[group], group).to.match(new RegExp(`(?:^|&& )${name} `));
    }
  });

  it('are the real packages, not others under their names', async () => {
    const all = [...namedPackages.src, ...namedPackages.tests, ...namedPackages.scripts];
    expect(replacedPackages(all, await json<Manifest>('package.json'))).to.deep.equal([]);
  });

  it('are not replaced by names of our own in package.json or in the compiler’s paths', async () => {
    const { imports } = await json<Manifest>('package.json');
    const { compilerOptions } = await json<{ compilerOptions: object }>('tsconfig.json');
    expect(imports).to.equal(undefined);
    expect(compilerOptions).not.to.have.any.keys('paths', 'baseUrl');
  });

  for (const text of [
    "import Koa from 'koa'; new Koa();",
    "import * as Koa from 'koa'; export const app = Koa.make();",
    "import { HttpError, type Context } from 'koa'; export const is = (e: unknown) => e instanceof HttpError;",
    "const { default: Koa } = await import('koa'); new Koa();",
  ]) {
    it(`are used by ${JSON.stringify(text)}`, async () => {
      expect(unused(['koa'], [await sourceOf(text)])).to.deep.equal([]);
    });
  }

  for (const text of [
    "import type Koa from 'koa'; export let app: Koa;",
    "import { type Context } from 'koa'; export let ctx: Context;",
    "import Koa from 'koa'; export let app: Koa | undefined; export const all = list as Koa[];",
    "import 'koa';",
    "import Koa from './koa.js'; new Koa();",
    "import mount from 'koa-mount'; mount();",
    "export const text = 'koa'; // import Koa from 'koa'",
  ]) {
    it(`are not used by ${JSON.stringify(text)}`, async () => {
      expect(unused(['koa'], [await sourceOf(text)])).to.deep.equal(['koa']);
    });
  }

  for (const version of [
    'npm:fast-koa@1.0.0',
    'file:../koa',
    'github:ours/koa',
    '*',
    'https://example.org/koa.tgz',
  ]) {
    it(`are replaced by ${JSON.stringify(version)}`, () => {
      expect(replacedPackages(['koa'], { dependencies: { koa: version } })).to.deep.equal(['koa']);
    });
  }

  it('are replaced by an override that names another package', () => {
    const dependencies = { koa: '3.3.0' };
    expect(replacedPackages(['koa'], { dependencies, overrides: { koa: 'npm:ours@1.0.0' } })).to.deep.equal([
      'koa',
    ]);
    expect(replacedPackages(['koa'], { dependencies, overrides: { kysely: '$kysely' } })).to.deep.equal([]);
  });
});
