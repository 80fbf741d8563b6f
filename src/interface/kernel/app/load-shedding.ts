import type { Context, Middleware } from 'koa';
import { Availability } from '../../../application/kernel/process/availability.js';
import type { ProcessEvents } from '../../../application/kernel/process/process-events.js';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import type { Workload } from '../../../application/kernel/request/workload.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { EventLoop } from './event-loop.js';

/** Created once: a stack trace for each of thousands of requests would cost more than everything else. */
const refusal = new Refusal(unavailable);

const overload = new Error('too many requests: new ones are refused');

type Refuse = (ctx: Context, refusal: Refusal) => Promise<void>;

/** Paths for operators and platforms are answered under any load. */
const exempt = /^\/(health|metrics|version)(\/|$)/;

/**
 * Refuses requests at once while the event loop is stalled, or while it is busy and the admission queue is full. If
 * only the queue is full, requests that do not need the database are still answered.
 */
export function loadShedding(
  loop: EventLoop,
  workload: Workload,
  events: ProcessEvents,
  refuse: Refuse,
): Middleware {
  let isMeasured = false;
  const capacity = new Availability('capacity', 'warn');
  capacity.reportTo(events);
  return (ctx, next) => {
    // Begins with the first request, so that the time of the start does not count as overload.
    if (!isMeasured) loop.measure();
    isMeasured = true;
    const isOver = loop.isStalled || (loop.isBusy && workload.isFull());
    if (!isOver || exempt.test(ctx.path)) {
      capacity.markUp();
      return next();
    }
    capacity.markDown(overload);
    return refuse(ctx, refusal);
  };
}
