import { addDays, daysFrom } from './local-day.js';

/** So many days before it is due a loan is mentioned for the first time. */
export const leadDays = 2;
/** An overdue loan is mentioned on the day after its due day, and then every so many days. */
const repeatDays = 7;

/** The days that a mail speaks for: from behind `after` up to `upTo`, local days. */
export interface Span {
  readonly after: string;
  readonly upTo: string;
}

/** Whether a loan that is due on `dueDay` gives a reason to write on one of these days. */
export function isReason(dueDay: string, { after, upTo }: Span): boolean {
  const days = Math.min(daysFrom(after, upTo), repeatDays);
  return Array.from({ length: Math.max(days, 0) }, (_, back) => addDays(upTo, -back)).some((day) =>
    isMentionDay(daysFrom(dueDay, day)),
  );
}

/** @param late days after the due day; negative before it */
function isMentionDay(late: number): boolean {
  return late === -leadDays || (late > 0 && late % repeatDays === 1);
}
