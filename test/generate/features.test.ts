import { globSync } from 'node:fs';
import { expect } from 'chai';
import { planField } from '../../tools/generate/features/add-field.js';
import { planFeature } from '../../tools/generate/features/make-feature.js';
import { readFeature } from '../../tools/generate/spec/feature.js';
import { planRemoval } from '../../tools/generate/features/remove-feature.js';
import { writeAll } from '../../tools/generate/features/write-all.js';
import { contentOf } from '../architecture/project.js';
import { endAll, removeFolders } from '../support/embedded-postgres.js';
import { copyOfProject, generate, passes, runIn, type Outcome } from './in-copy.js';
import { fields, fieldTests, names, shapes } from './shapes.js';

describe('Five generated features, and fields of books, copies and patrons, in one tree', function () {
  this.timeout(900_000);
  let copy: string;
  let asItWas: string[];
  let contracts: Promise<Outcome>;
  const made = new Set<string>();

  before(async () => {
    copy = await copyOfProject();
    for (const [what, field] of fields) write(await planField(copy, what, field, new Date()));
    await run('node', 'tools/compile/main.ts');
    await run('node', '--enable-source-maps', 'dist/contract/freeze.js', 'v2');
    asItWas = await contentOf(copy);
  });
  after(async () => {
    endAll();
    await removeFolders();
  });

  const run = (program: string, ...args: readonly string[]) => passes(copy, program, ...args);
  const write = (plan: Parameters<typeof writeAll>[1]) => {
    writeAll(copy, plan);
    for (const path of plan.keys()) made.add(path);
  };

  for (const [what, given] of Object.entries(shapes)) {
    it(`include one ${what}`, async () => {
      const isBoth = given.includes('--versions');
      const [name = '', ...own] = isBoth ? given.slice(0, -2) : given;
      const plan = await planFeature(copy, readFeature(name, own, isBoth ? 'v1,v2' : 'v2'), new Date());
      expect(plan.size).to.be.greaterThan(30);
      write(plan);
    });
  }

  it('compile, and their drafts are frozen', async () => {
    await run('node', 'tools/compile/main.ts');
    await run('node', '--enable-source-maps', 'dist/contract/freeze.js');
    // It takes as long as all that follows and keeps one core busy, so it runs meanwhile.
    contracts = runIn(copy, 'node', '--enable-source-maps', 'dist/contract/check.js');
  });

  it('are formatted and have no fault that the lint finds', async () => {
    await run('prettier', '--check', '--log-level', 'warn', ...made);
    await run('oxlint', ...made);
    await run('node', '--enable-source-maps', 'dist/tools/lint-migrations/main.js');
  });

  it('have no dead code', () => run('knip'));

  it('keep the rules of the architecture', async () => {
    const rules = 'arrows|cycles|folders|names|tests-beside|former-words|former-names';
    await run('mocha', `dist/test/architecture/@(${rules}).test.js`);
  });

  it('pass their own tests and those of what got fields', async () => {
    const all = `@(${names.join('|')})`;
    await run('mocha', `dist/{src,seeds}/**/@(accounts|catalogue|${names.join('|')})/**/*.test.js`);
    await run('mocha', 'dist/test/contract/twins.test.js');
    const support = ['--exit', '--require', 'dist/test/support/postgres.js', '--timeout', '60000'];
    const own = [`*/${all}/*`, fieldTests].map((tests) => `dist/test/integration/${tests}.test.js`);
    await run('mocha', ...support, ...own);
  });

  it('keep every contract', async () => {
    const { code, text } = await contracts;
    expect(code, text.slice(-4_000)).to.equal(0);
  });

  it('are there already when they are asked for again', async () => {
    for (const given of Object.values(shapes)) {
      const { code, text } = await generate(copy, 'feature', ...given);
      expect([code, text]).to.deep.equal([
        0,
        `${given[0]} is there already, with these fields. Nothing was changed.\n`,
      ]);
    }
  });

  it('are gone without a trace when they are removed', async () => {
    const [last = '', ...others] = names.toReversed();
    for (const name of others.toReversed()) writeAll(copy, planRemoval(copy, name, new Date()));
    const { code, text } = await generate(copy, 'remove', last);
    expect(code, text).to.equal(0);
    expect(await contentOf(copy)).to.deep.equal(asItWas);
    expect(globSync('**/.generate-*', { cwd: copy, exclude: ['node_modules'] })).to.deep.equal([]);
  });
});
