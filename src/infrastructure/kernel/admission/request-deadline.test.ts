import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import { RequestDeadline } from './request-deadline.js';

const here = { isGone: () => false };
const never = () => new Promise<never>(() => undefined);
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code?: unknown }).code,
  );

describe('The budget of a request', () => {
  let clock: SinonFakeTimers;
  let budget: RequestDeadline;
  beforeEach(() => {
    clock = sinon.useFakeTimers();
    budget = new RequestDeadline({ inside: 1, outside: 5, patienceMs: 50 });
  });
  afterEach(() => clock.restore());

  it('is over after 2.75 s, whatever the work waits for', async () => {
    let code: unknown = 'still at work';
    void codeOf(budget.run(here, never)).then((its) => (code = its));
    await clock.tickAsync(2_749);
    expect(code).to.equal('still at work');
    await clock.tickAsync(1);
    expect(code).to.equal(unavailable.code);
  });

  it('tells how much of it is left', async () => {
    await budget.run(here, async () => {
      await clock.tickAsync(750);
      expect(budget.leftMs()).to.equal(2_000);
    });
  });

  it('stands still while the client sends', async () => {
    await budget.run(here, async () => {
      await clock.tickAsync(750);
      await budget.pauseDeadline(() => clock.tickAsync(60_000));
      expect(budget.leftMs()).to.equal(2_000);
    });
  });

  it('goes on where it stood when the client has sent all', async () => {
    let code: unknown = 'still at work';
    const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const work = async () => {
      await pass(750);
      await budget.pauseDeadline(() => pass(60_000));
      return never();
    };
    void codeOf(budget.run(here, work)).then((its) => (code = its));
    await clock.tickAsync(62_749);
    expect(code).to.equal('still at work');
    await clock.tickAsync(1);
    expect(code).to.equal(unavailable.code);
  });

  it('holds no turn while the client sends', async () => {
    await budget.run(here, async () => {
      await budget.acquireSlot();
      await budget.pauseDeadline(async () => {
        expect(await codeOf(budget.run(here, () => budget.acquireSlot()))).to.equal('done');
      });
    });
  });

  it('tells whoever wants to know that it is over, unless they no longer care', async () => {
    const [whenLate, whenOver, forgotten] = [sinon.spy(), sinon.spy(), sinon.spy()];
    budget.whenLate(whenLate);
    const work = codeOf(
      budget.run(here, () => {
        budget.whenOver(whenOver);
        budget.whenOver(forgotten)();
        return never();
      }),
    );
    await clock.tickAsync(2_750);
    expect(await work).to.equal(unavailable.code);
    expect([whenLate.callCount, whenOver.callCount, forgotten.callCount]).to.deep.equal([1, 1, 0]);
  });

  it('gives no turn to a request whose time is over', async () => {
    const asked = Promise.withResolvers<unknown>();
    const work = async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_751));
      asked.resolve(await codeOf(budget.acquireSlot()));
    };
    void codeOf(budget.run(here, work));
    await clock.tickAsync(2_751);
    expect(await asked.promise).to.equal(unavailable.code);
  });

  it('leaves no timer behind when the work is done', async () => {
    await budget.run(here, () => budget.acquireSlot());
    expect(clock.countTimers()).to.equal(0);
  });

  it('holds one turn for all that a request asks for, until its end', async () => {
    await budget.run(here, async () => {
      await Promise.all([budget.acquireSlot(), budget.acquireSlot()]);
      await budget.acquireSlot();
      const other = codeOf(budget.run(here, () => budget.acquireSlot()));
      await clock.tickAsync(50);
      expect(await other).to.equal(unavailable.code);
    });
    expect(await codeOf(budget.run(here, () => budget.acquireSlot()))).to.equal('done');
  });

  it('gives back a turn that comes when the request is over already', async () => {
    const first = Promise.withResolvers<void>();
    const inside = budget.run(here, async () => {
      await budget.acquireSlot();
      await first.promise;
    });
    let stray: Promise<void> | undefined;
    await budget.run(here, async () => void (stray = budget.acquireSlot()));
    first.resolve();
    await Promise.all([inside, stray]);
    expect(await codeOf(budget.run(here, () => budget.acquireSlot()))).to.equal('done');
  });

  it('begins nothing for somebody who has hung up', async () => {
    expect(await codeOf(budget.run({ isGone: () => true }, () => budget.acquireSlot()))).to.equal(
      unavailable.code,
    );
  });

  it('is none of what runs outside of requests, such as an import', async () => {
    expect(budget.leftMs()).to.equal(undefined);
    await Promise.all([budget.acquireSlot(), budget.acquireSlot(), budget.acquireSlot()]);
  });
});
