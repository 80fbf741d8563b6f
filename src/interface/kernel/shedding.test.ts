import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import type { Context } from 'koa';
import { toNobody, type ProcessEvent } from '../../application/kernel/process-events.js';
import { shedding } from './shedding.js';

/** Keeps the event loop from coming round for so many milliseconds, again and again until it was looked at. */
async function busyFor(ms: number): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until);
  await wait(1);
}

describe('Shedding', () => {
  const told: ProcessEvent[] = [];
  let isFull: boolean;
  let door: ReturnType<typeof shedding>;
  beforeEach(async () => {
    isFull = false;
    told.length = 0;
    const workload = { run: () => Promise.reject(), aside: () => Promise.reject(), isFull: () => isFull };
    door = shedding(workload, { happened: (event) => told.push(event) }, (ctx, { code }) => {
      ctx.body = code;
    });
    await ask('/v1/books');
  });

  const ask = async (path: string): Promise<unknown> => {
    const ctx = { path } as Context;
    await door(ctx, async () => {
      ctx.body = 'answered';
    });
    return ctx.body;
  };

  it('refuses what comes to a full house while there is no time to look at it, but for health', async () => {
    isFull = true;
    await busyFor(150);
    await busyFor(150);
    expect(await ask('/v1/books')).to.equal('kernel.unavailable');
    for (const path of ['/health', '/health/ready', '/metrics']) expect(await ask(path)).to.equal('answered');
    await ask('/v2/books');
    expect(told.map(({ event, facts }) => [event, facts?.['what']])).to.deep.equal([['away', 'capacity']]);
  });

  it('refuses nothing in a full house that has time, for what is asked may not need the database', async () => {
    isFull = true;
    await wait(250);
    expect(await ask('/v1/nowhere')).to.equal('answered');
  });

  it('refuses nothing while there is room, however busy it is', async () => {
    isFull = false;
    await busyFor(150);
    await busyFor(150);
    expect(await ask('/v1/books')).to.equal('answered');
  });

  it('refuses whatever the room when who comes has waited for more than a second already', async () => {
    isFull = false;
    await busyFor(1_200);
    expect(await ask('/v1/books')).to.equal('kernel.unavailable');
    await wait(150);
    expect(await ask('/v1/books')).to.equal('answered');
  });

  it('takes no offence at how long the start has taken', async () => {
    const workload = { run: () => Promise.reject(), aside: () => Promise.reject(), isFull: () => false };
    door = shedding(workload, toNobody, (ctx, { code }) => {
      ctx.body = code;
    });
    await busyFor(1_200);
    expect(await ask('/v1/books')).to.equal('answered');
  });
});
