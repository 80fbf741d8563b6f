import type { Context, Middleware } from 'koa';
import { Availability } from '../../../application/kernel/process/availability.js';
import type { ProcessEvents } from '../../../application/kernel/process/process-events.js';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import type { Workload } from '../../../application/kernel/request/workload.js';
import { Refusal } from '../../../domain/kernel/refusal.js';

/** Created once: a stack trace for each of thousands of requests would cost more than everything else. */
const refusal = new Refusal(unavailable);

/**
 * The event loop is busy if it is hardly ever idle, which can be so at full throughput. It is stalled if a turn is so
 * late that a request has already waited for a second when it is read.
 */
const limits = { busyUtilization: 0.9, stalledMs: 1_000 };
const lookEveryMs = 100;

const overload = new Error('too many requests: new ones are refused');

type Refuse = (ctx: Context, refusal: Refusal) => void;

/** Paths for operators and platforms are answered under any load. */
const exempt = /^\/(health|metrics|version)(\/|$)/;

/**
 * Refuses requests at once while the event loop is stalled, or while it is busy and the admission queue is full. If
 * only the queue is full, requests that do not need the database are still answered.
 */
export function loadShedding(workload: Workload, events: ProcessEvents, refuse: Refuse): Middleware {
  // Measures from the first request on, so that the time of the start does not count as overload.
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

/** The state of the event loop between the last two measurements. */
export class EventLoop {
  /** The busy share of the time, 0 to 1. */
  utilization = 0;
  isBusy = false;
  isStalled = false;
  #use = performance.eventLoopUtilization();
  #lookedAt = performance.now();

  constructor() {
    setInterval(() => this.#look(), lookEveryMs).unref();
  }

  #look(): void {
    const [now, use] = [performance.now(), performance.eventLoopUtilization()];
    ({ utilization: this.utilization } = performance.eventLoopUtilization(use, this.#use));
    this.isBusy = this.utilization > limits.busyUtilization;
    this.isStalled = now - this.#lookedAt - lookEveryMs > limits.stalledMs;
    [this.#lookedAt, this.#use] = [now, use];
  }
}
