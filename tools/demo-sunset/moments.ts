import { brownoutsOf } from '../../src/domain/kernel/lifecycle/brownouts.js';
import { dayMs, startOf, type LifecycleDays } from '../../src/domain/kernel/lifecycle/lifecycle-days.js';

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Nine o'clock on a day. */
export function morningOf(day: string, daysLater = 0): Date {
  return new Date(startOf(day).getTime() + daysLater * dayMs + 9 * hourMs);
}

/**
 * The moments to play after one up to another: each morning, and the minutes after a brownout has begun and ended. In
 * between nothing happens.
 */
export function momentsTo(from: Date, to: Date, days: LifecycleDays): readonly Date[] {
  const brownouts = brownoutsOf(days).flatMap((brownout) => [
    brownout.from.getTime() + 5 * minuteMs,
    brownout.until.getTime() + minuteMs,
  ]);
  const mornings: number[] = [];
  for (let at = morningOf(dayOf(from)).getTime(); at <= to.getTime(); at += dayMs) mornings.push(at);
  return [...mornings, ...brownouts]
    .filter((moment) => moment > from.getTime() && moment <= to.getTime())
    .toSorted((one, other) => one - other)
    .map((moment) => new Date(moment));
}

export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
