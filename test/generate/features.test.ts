import { globSync } from 'node:fs';
import { expect } from 'chai';
import { planFeature } from '../../tools/generate/features/make-feature.js';
import { readFeature } from '../../tools/generate/spec/feature.js';
import { planRemoval } from '../../tools/generate/features/remove-feature.js';
import { writeAll } from '../../tools/generate/features/write-all.js';
import { contentOf } from '../architecture/project.js';
import { endAll, removeFolders } from '../support/embedded-postgres.js';
import { copyOfProject, generate, runIn, type Outcome } from './in-copy.js';
import { names, shapes } from './shapes.js';

describe('Five generated features in one tree', function () {
  this.timeout(900_000);
  let copy: string;
  let asItWas: string[];
  let contracts: Promise<Outcome>;
  const made: string[] = [];

  before(async () => {
    copy = await copyOfProject();
    asItWas = await contentOf(copy);
  });
  after(async () => {
    endAll();
    await removeFolders();
  });

  const expectSuccess = ({ code, text }: Outcome) => expect(code, text.slice(-4_000)).to.equal(0);
  /** The programs of the project, each of which is silent or tells its faults. */
  const passes = async (program: string, ...args: readonly string[]) =>
    expectSuccess(await runIn(copy, program, ...args));

  for (const [what, given] of Object.entries(shapes)) {
    it(`include one ${what}`, async () => {
      const isBoth = given.includes('--versions');
      const [name = '', ...fields] = isBoth ? given.slice(0, -2) : given;
      const plan = await planFeature(copy, readFeature(name, fields, isBoth ? 'v1,v2' : 'v2'), new Date());
      expect(plan.size).to.be.greaterThan(30);
      writeAll(copy, plan);
      made.push(...plan.keys());
    });
  }

  it('compile, and their drafts are frozen', async () => {
    await passes('node', 'tools/compile/main.ts');
    await passes('node', '--enable-source-maps', 'dist/contract/freeze.js');
    // It takes as long as all that follows and keeps one core busy, so it runs meanwhile.
    contracts = runIn(copy, 'node', '--enable-source-maps', 'dist/contract/check.js');
  });

  it('are formatted and have no fault that the lint finds', async () => {
    await passes('prettier', '--check', '--log-level', 'warn', ...new Set(made));
    await passes('oxlint', ...new Set(made));
    await passes('node', '--enable-source-maps', 'dist/tools/lint-migrations/main.js');
  });

  it('have no dead code', () => passes('knip'));

  it('keep the rules of the architecture', async () => {
    const rules = 'arrows|cycles|folders|names|tests-beside|former-words|former-names';
    await passes('mocha', `dist/test/architecture/@(${rules}).test.js`);
  });

  it('pass their own tests', async () => {
    const all = `@(${names.join('|')})`;
    await passes('mocha', `dist/{src,seeds}/**/${all}/**/*.test.js`);
    const support = ['--exit', '--require', 'dist/test/support/postgres.js'];
    await passes('mocha', ...support, '--timeout', '60000', `dist/test/integration/*/${all}/*.test.js`);
  });

  it('keep every contract', async () => expectSuccess(await contracts));

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
