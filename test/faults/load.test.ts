import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { report } from '../support/faults/fault-report.js';
import { Load } from '../support/load.js';
import { until } from '../support/until.js';

/** Blocks this process, as a busy machine does. */
function holdUp(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('The time of the slowest call of a load', () => {
  let load: Load | undefined;
  afterEach(() => load?.stop());

  it('is not below 0 when the process was stalled between two calls', async () => {
    let calls = 0;
    load = new Load(1, async () => {
      await nextTurn();
      calls++;
    });
    const slowest = await load.slowestDuring(async () => {
      await until(() => calls > 0);
      holdUp(60);
    });
    expect(slowest, 'ms').to.be.within(0, 55);
  });

  it('does not include stalls of the process during the call', async () => {
    let isHeldUp = false;
    let calls = 0;
    load = new Load(1, async () => {
      await nextTurn();
      if (isHeldUp) holdUp(60);
      isHeldUp = false;
      await nextTurn();
      calls++;
    });
    const slowest = await load.slowestDuring(async () => {
      isHeldUp = true;
      await until(() => !isHeldUp);
      const before = calls;
      await until(() => calls > before + 1);
    });
    expect(slowest, 'ms').to.be.within(0, 55);
  });

  it('includes a call that has not ended yet', async () => {
    const stuck = Promise.withResolvers<void>();
    let hungSince = NaN;
    load = new Load(1, async (count) => {
      await nextTurn();
      if (count < 3) return;
      hungSince = performance.now();
      await stuck.promise;
    });
    const slowest = await load.slowestDuring(() => until(() => performance.now() - hungSince > 100));
    stuck.resolve();
    expect(slowest, 'ms').to.be.above(20);
  });

  it('is refused when no call both began and ended meanwhile', async () => {
    const stuck = Promise.withResolvers<void>();
    load = new Load(1, () => stuck.promise);
    const refused = await load.slowestDuring(() => nextTurn()).catch((error: unknown) => error);
    stuck.resolve();
    expect(refused).to.be.an('error').with.property('message', 'no call ended meanwhile');
  });

  it('is refused by the report when it is negative, however it was computed', () => {
    expect(() => report('a fault', 'nothing', { 'slowest (ms)': -26.61 })).to.throw('cannot be negative');
    expect(() => report('a fault', 'nothing', { 'healed after (s)': -0.5 })).to.throw('cannot be negative');
  });
});
