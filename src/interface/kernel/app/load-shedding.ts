import type { Context, Middleware } from 'koa';
import { Availability } from '../../../application/kernel/process/availability.js';
import type { ProcessEvents } from '../../../application/kernel/process/process-events.js';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import type { Workload } from '../../../application/kernel/request/workload.js';
import { Refusal } from '../../../domain/kernel/refusal.js';

/** Made once: the stack of an error that is thrown for each of thousands of requests would cost more than the rest. */
const refusal = new Refusal(unavailable);

/**
 * The event loop is busy when it hardly rests, which it may well be at its best. It is stalled when it comes round so
 * late that whoever has just been heard has waited for a second already.
 */
const limits = { busyUtilization: 0.9, stalledMs: 1_000 };
const lookEveryMs = 100;

const overload = new Error('more requests than can be looked at: they are refused');

type Refuse = (ctx: Context, refusal: Refusal) => void;

/** What operators and platforms ask is answered under any load. */
const exempt = /^\/(health|metrics|version)(\/|$)/;

/**
 * Refuses requests before anything is done for them while as many wait as may wait and there is no time left to look
 * at more, or while there is none left at all. Where the waiting is not for this process but for the database, what
 * does not need that is answered still.
 */
export function loadShedding(workload: Workload, events: ProcessEvents, refuse: Refuse): Middleware {
  // Looks from the first request on: how long the start took is nobody's overload.
  let loop: EventLoop | undefined;
  const capacity = new Availability('capacity', 'warn');
  capacity.reportTo(events);
  return (ctx, next) => {
    loop ??= new EventLoop();
    const isOver = loop.isStalled || (loop.isBusy && workload.isFull());
    if (!isOver || exempt.test(ctx.path)) {
      capacity.markUp();
      return next();
    }
    capacity.markDown(overload);
    return refuse(ctx, refusal);
  };
}

/** How it was between the last two looks. */
class EventLoop {
  isBusy = false;
  isStalled = false;
  #use = performance.eventLoopUtilization();
  #lookedAt = performance.now();

  constructor() {
    setInterval(() => this.#look(), lookEveryMs).unref();
  }

  #look(): void {
    const [now, use] = [performance.now(), performance.eventLoopUtilization()];
    this.isBusy = performance.eventLoopUtilization(use, this.#use).utilization > limits.busyUtilization;
    this.isStalled = now - this.#lookedAt - lookEveryMs > limits.stalledMs;
    [this.#lookedAt, this.#use] = [now, use];
  }
}
