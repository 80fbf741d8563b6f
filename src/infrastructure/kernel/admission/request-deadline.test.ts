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

describe('The deadline of a request', () => {
  let clock: SinonFakeTimers;
  let deadline: RequestDeadline;
  beforeEach(() => {
    clock = sinon.useFakeTimers();
    deadline = new RequestDeadline({ inside: 1, outside: 5, patienceMs: 50 });
  });
  afterEach(() => clock.restore());

  it('expires after 2.75 s, whatever the work waits for', async () => {
    let code: unknown = 'still at work';
    void codeOf(deadline.run(here, never)).then((its) => (code = its));
    await clock.tickAsync(2_749);
    expect(code).to.equal('still at work');
    await clock.tickAsync(1);
    expect(code).to.equal(unavailable.code);
  });

  it('returns the remaining time', async () => {
    await deadline.run(here, async () => {
      await clock.tickAsync(750);
      expect(deadline.leftMs()).to.equal(2_000);
    });
  });

  it('is paused while the client sends', async () => {
    await deadline.run(here, async () => {
      await clock.tickAsync(750);
      await deadline.pauseDeadline(() => clock.tickAsync(60_000));
      expect(deadline.leftMs()).to.equal(2_000);
    });
  });

  it('continues when the client has sent everything', async () => {
    let code: unknown = 'still at work';
    const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const work = async () => {
      await pass(750);
      await deadline.pauseDeadline(() => pass(60_000));
      return never();
    };
    void codeOf(deadline.run(here, work)).then((its) => (code = its));
    await clock.tickAsync(62_749);
    expect(code).to.equal('still at work');
    await clock.tickAsync(1);
    expect(code).to.equal(unavailable.code);
  });

  it('holds no slot while the client sends', async () => {
    await deadline.run(here, async () => {
      await deadline.acquireSlot();
      await deadline.pauseDeadline(async () => {
        expect(await codeOf(deadline.run(here, () => deadline.acquireSlot()))).to.equal('done');
      });
    });
  });

  it('holds no slot during work that needs none, and then gets one without waiting', async () => {
    const other = Promise.withResolvers<void>();
    await deadline.run(here, async () => {
      await deadline.acquireSlot();
      await deadline.withoutSlot(async () => {
        const taken = Promise.withResolvers<void>();
        void deadline.run(here, async () => {
          await deadline.acquireSlot();
          taken.resolve();
          await other.promise;
        });
        await taken.promise;
      });
      expect(await codeOf(deadline.acquireSlot())).to.equal('done');
    });
    other.resolve();
    expect(await codeOf(deadline.run(here, () => deadline.acquireSlot()))).to.equal('done');
  });

  it('notifies its listeners when it expires', async () => {
    const whenLate = sinon.spy();
    deadline.whenLate(whenLate);
    const work = codeOf(deadline.run(here, never));
    await clock.tickAsync(2_750);
    expect(await work).to.equal(unavailable.code);
    expect(whenLate.callCount).to.equal(1);
  });

  it('gives no slot to a request whose time is over', async () => {
    const asked = Promise.withResolvers<unknown>();
    const work = async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_751));
      asked.resolve(await codeOf(deadline.acquireSlot()));
    };
    void codeOf(deadline.run(here, work));
    await clock.tickAsync(2_751);
    expect(await asked.promise).to.equal(unavailable.code);
  });

  it('leaves no timer behind when the work is done', async () => {
    await deadline.run(here, () => deadline.acquireSlot());
    expect(clock.countTimers()).to.equal(0);
  });

  it('holds one slot for all work of a request, until its end', async () => {
    await deadline.run(here, async () => {
      await Promise.all([deadline.acquireSlot(), deadline.acquireSlot()]);
      await deadline.acquireSlot();
      const other = codeOf(deadline.run(here, () => deadline.acquireSlot()));
      await clock.tickAsync(50);
      expect(await other).to.equal(unavailable.code);
    });
    expect(await codeOf(deadline.run(here, () => deadline.acquireSlot()))).to.equal('done');
  });

  it('releases a slot that arrives after its end', async () => {
    const first = Promise.withResolvers<void>();
    const inside = deadline.run(here, async () => {
      await deadline.acquireSlot();
      await first.promise;
    });
    let stray: Promise<void> | undefined;
    await deadline.run(here, async () => void (stray = deadline.acquireSlot()));
    first.resolve();
    await Promise.all([inside, stray]);
    expect(await codeOf(deadline.run(here, () => deadline.acquireSlot()))).to.equal('done');
  });

  it('starts no work for a client that has disconnected', async () => {
    expect(await codeOf(deadline.run({ isGone: () => true }, () => deadline.acquireSlot()))).to.equal(
      unavailable.code,
    );
  });

  it('does not apply outside of requests, such as to an import', async () => {
    expect(deadline.leftMs()).to.equal(undefined);
    await Promise.all([deadline.acquireSlot(), deadline.acquireSlot(), deadline.acquireSlot()]);
  });
});
