import { Clock } from '../../../src/application/kernel/clock.js';
import type { Override } from '../../../src/composition/start/bootstrap.js';
import { OtherLifecycles } from '../../../src/composition/start/mounting.js';
import { ending, operation } from '../ending.js';
import { MovedClock } from './moved-clock.js';
import type { Order, Report } from './orders.js';

const [moment, release] = process.argv.slice(2);
const clock = new MovedClock(Number(moment));

/** All that differs from a deployed process: the clock, and in the later release the deprecation. */
export const overrides: readonly Override[] = [
  (container) => container.registerInstance<Clock>(Clock, clock),
  (container) => {
    if (release === 'with the deprecation')
      container.registerInstance<OtherLifecycles>(OtherLifecycles, { [operation]: ending });
  },
];

/** Obeys the process that plays. Aborted when that one is gone, so that no process is left behind. */
export function obey(catchUp: () => Promise<void>): AbortSignal {
  const gone = new AbortController();
  process.once('disconnect', () => gone.abort());
  process.on('message', (order: Order) => {
    if (order.name === 'move') clock.moveTo(order.to);
    const work = order.name === 'move' ? Promise.resolve() : catchUp();
    work.then(
      () => tell({}),
      (error: unknown) => tell({ fault: String(error) }),
    );
  });
  return gone.signal;
}

export function tell(report: Report): void {
  if (process.connected) process.send?.(report);
}
