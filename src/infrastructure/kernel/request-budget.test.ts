import { mock } from 'node:test';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { unavailable } from '../../application/kernel/unavailable.js';
import { RequestBudget } from './request-budget.js';

const here = { isGone: () => false };
const never = () => new Promise<never>(() => undefined);
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code?: unknown }).code,
  );

describe('The budget of a request', () => {
  let budget: RequestBudget;
  beforeEach(() => (budget = new RequestBudget({ inside: 1, outside: 5, patienceMs: 50 })));

  it('is over before 3 s are, whatever the work waits for', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      let code: unknown = 'still at work';
      void codeOf(budget.run(here, never)).then((its) => (code = its));
      mock.timers.tick(2_700);
      await turn();
      expect(code).to.equal('still at work');
      mock.timers.tick(290);
      await turn();
      expect(code).to.equal(unavailable.code);
    } finally {
      mock.timers.reset();
    }
  });

  it('stands still while the client sends, and holds no turn meanwhile', async () => {
    await budget.run(here, async () => {
      await budget.turn();
      const before = budget.leftMs() ?? 0;
      await budget.aside(async () => {
        await wait(200);
        expect(await codeOf(budget.run(here, () => budget.turn()))).to.equal('done');
      });
      expect(budget.leftMs()).to.be.closeTo(before, 150);
    });
  });

  it('holds one turn for all that a request asks for, until its end', async () => {
    await budget.run(here, async () => {
      await Promise.all([budget.turn(), budget.turn()]);
      await budget.turn();
      expect(await codeOf(budget.run(here, () => budget.turn()))).to.equal(unavailable.code);
    });
    expect(await codeOf(budget.run(here, () => budget.turn()))).to.equal('done');
  });

  it('gives back a turn that comes when the request is over already', async () => {
    const first = Promise.withResolvers<void>();
    const inside = budget.run(here, async () => {
      await budget.turn();
      await first.promise;
    });
    let stray: Promise<void> | undefined;
    await budget.run(here, async () => void (stray = budget.turn()));
    first.resolve();
    await Promise.all([inside, stray]);
    expect(await codeOf(budget.run(here, () => budget.turn()))).to.equal('done');
  });

  it('begins nothing for somebody who has hung up', async () => {
    expect(await codeOf(budget.run({ isGone: () => true }, () => budget.turn()))).to.equal(unavailable.code);
  });

  it('is none of what runs outside of requests, such as an import', async () => {
    expect(budget.leftMs()).to.equal(undefined);
    await Promise.all([budget.turn(), budget.turn(), budget.turn()]);
  });
});
