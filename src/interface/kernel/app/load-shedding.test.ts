import { expect } from 'chai';
import type { Context } from 'koa';
import sinon, { type SinonFakeTimers, type SinonStub } from 'sinon';
import type { ProcessEvent } from '../../../application/kernel/process/process-events.js';
import { EventLoop } from './event-loop.js';
import { loadShedding } from './load-shedding.js';

describe('Load shedding', () => {
  let clock: SinonFakeTimers;
  let utilization: SinonStub;
  let told: ProcessEvent[];
  let isFull: boolean;
  let middleware: ReturnType<typeof loadShedding>;

  beforeEach(async () => {
    clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    // A fake clock does not control the utilisation of the event loop, and a faked `performance` has none.
    sinon.stub(performance, 'now').callsFake(() => clock.now);
    utilization = sinon.stub(performance, 'eventLoopUtilization').returns(loopUse(0.1));
    isFull = false;
    told = [];
    middleware = newMiddleware();
    await ask('/v1/books');
  });
  afterEach(() => sinon.restore());

  const newMiddleware = () => {
    const workload = {
      run: () => Promise.reject(),
      pauseDeadline: () => Promise.reject(),
      withoutSlot: () => Promise.reject(),
      isFull: () => isFull,
    };
    return loadShedding(
      new EventLoop(),
      workload,
      { happened: (event) => told.push(event) },
      async (ctx, { code }) => {
        ctx.body = code;
      },
    );
  };
  const loopUse = (share: number) => ({ utilization: share, active: share, idle: 1 - share });
  const ask = async (path: string): Promise<unknown> => {
    const ctx = { path } as Context;
    await middleware(ctx, async () => {
      ctx.body = 'answered';
    });
    return ctx.body;
  };
  const getBusy = () => {
    utilization.returns(loopUse(0.95));
    clock.tick(100);
  };
  /** Blocks the event loop for so long: its timer is late. */
  const stallFor = (ms: number) => clock.jump(ms);

  it('refuses a request while the queue is full and the event loop is busy', async () => {
    isFull = true;
    getBusy();
    expect(await ask('/v1/books')).to.equal('kernel.unavailable');
  });

  it('answers the paths of operators and platforms under any load', async () => {
    isFull = true;
    getBusy();
    for (const path of ['/health', '/health/ready', '/metrics', '/version']) {
      expect(await ask(path), path).to.equal('answered');
    }
  });

  it('refuses a path that only begins like one of these', async () => {
    isFull = true;
    getBusy();
    expect(await ask('/healthy')).to.equal('kernel.unavailable');
  });

  it('answers while the queue is full and the event loop is free, because a request may not need the database', async () => {
    isFull = true;
    clock.tick(100);
    expect(await ask('/v1/nowhere')).to.equal('answered');
  });

  it('answers while the queue has space, however busy the event loop is', async () => {
    getBusy();
    expect(await ask('/v1/books')).to.equal('answered');
  });

  it('refuses a request that has already waited for more than a second, even while the queue has space', async () => {
    stallFor(1_101);
    expect(await ask('/v1/books')).to.equal('kernel.unavailable');
  });

  it('answers a request that has waited for a second and no longer', async () => {
    stallFor(1_100);
    expect(await ask('/v1/books')).to.equal('answered');
  });

  it('answers again as soon as the event loop is no longer late', async () => {
    stallFor(1_200);
    clock.tick(100);
    expect(await ask('/v1/books')).to.equal('answered');
  });

  it('reports once that it refuses, however many requests it refuses', async () => {
    isFull = true;
    getBusy();
    await ask('/v1/books');
    await ask('/v2/books');
    expect(told.map(({ event, facts }) => [event, facts?.['what']])).to.deep.equal([['away', 'capacity']]);
  });

  it('measures from the first request on, so that a long start does not count as overload', async () => {
    middleware = newMiddleware();
    stallFor(1_200);
    expect(await ask('/v1/books')).to.equal('answered');
  });
});
