import { dayMs, startOf, type LifecycleDays } from './lifecycle-days.js';

/** A short time before the sunset in which a deprecated part is switched off, so that those who call it notice. */
export interface Brownout {
  readonly from: Date;
  /** The first moment after it. */
  readonly until: Date;
}

/** Each one is longer than the one before. */
const schedule = [
  { daysBefore: 60, minutes: 15 },
  { daysBefore: 45, minutes: 60 },
  { daysBefore: 30, minutes: 4 * 60 },
  { daysBefore: 14, minutes: 12 * 60 },
  { daysBefore: 7, minutes: 24 * 60 },
] as const;

/** No brownout begins earlier after the deprecation. */
export const quietDays = 90;

const startHour = 14;
/** Tuesday to Thursday: the longest one ends on a Friday, when people still work. */
const [firstWeekday, lastWeekday] = [2, 4] as const;

/** All brownouts before a sunset, in order: each begins on the next Tuesday, Wednesday or Thursday at 14:00 UTC. */
export function brownoutsOf({ deprecated, sunset }: LifecycleDays): readonly Brownout[] {
  if (sunset === undefined) return [];
  const earliest = startOf(deprecated).getTime() + quietDays * dayMs;
  const end = startOf(sunset).getTime();
  return schedule
    .map(({ daysBefore, minutes }) => brownoutFrom(end - daysBefore * dayMs, minutes))
    .filter(({ from, until }) => from.getTime() >= earliest && until.getTime() <= end);
}

/** The brownout of the schedule at a moment. */
export function brownoutAt(moment: Date, days: LifecycleDays): Brownout | undefined {
  return brownoutsOf(days).find(({ from, until }) => from <= moment && moment < until);
}

function brownoutFrom(dayStart: number, minutes: number): Brownout {
  const from = new Date(dayStart + startHour * 3_600_000);
  while (from.getUTCDay() < firstWeekday || from.getUTCDay() > lastWeekday)
    from.setUTCDate(from.getUTCDate() + 1);
  return { from, until: new Date(from.getTime() + minutes * 60_000) };
}
