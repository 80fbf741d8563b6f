import { addDays, daysFrom } from './local-day.js';

/** A loan is first mentioned this many days before it is due. */
export const leadDays = 2;
/** An overdue loan is mentioned on the day after its due day, and then again once in this many days. */
const repeatDays = 7;

/** The days that a mail covers: from the day after `after` to `upTo`, both local days. */
export interface Span {
  readonly after: string;
  readonly upTo: string;
}

/** Whether a loan that is due on `dueDay` must be mentioned on one of these days. */
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
