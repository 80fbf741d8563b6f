import type { LoanTerms } from './policy.js';

/** Calendar of the library, in its own time zone. */
export interface LibraryCalendar {
  /** The last second of the local day that is `days` days after the local day of `from`. */
  endOfDay(from: Date, days: number): Date;
  /** ISO weekday (1 is Monday) of the local day of `instant`. */
  weekday(instant: Date): number;
}

const dayMs = 86_400_000;

/**
 * The due date of a loan that starts or is renewed at `from`: the end of the local day `terms.loanDays` days later. If
 * the library is closed on that day, the date moves to the next open day. If the library is never open, it does not
 * move. A due date after the end of the patron's card moves back to the last open day on which the card is valid, but
 * never before the end of today.
 * @param cardEndsAt when the card expires. Null, or a moment that has passed, does not move the date: whether somebody
 * may borrow with an expired card is decided before.
 */
export function dueDate(
  from: Date,
  terms: LoanTerms,
  calendar: LibraryCalendar,
  cardEndsAt: Date | null = null,
): Date {
  const due = fullDueDate(from, terms, calendar);
  const outlivesCard = cardEndsAt !== null && cardEndsAt > from && due > cardEndsAt;
  return outlivesCard ? lastOpenDay(from, cardEndsAt, terms, calendar) : due;
}

function fullDueDate(from: Date, terms: LoanTerms, calendar: LibraryCalendar): Date {
  for (let putOff = 0; putOff < 7; putOff++) {
    const due = calendar.endOfDay(from, terms.loanDays + putOff);
    if (isOpen(due, terms, calendar)) return due;
  }
  return calendar.endOfDay(from, terms.loanDays);
}

/**
 * The end of the last open day from today until `end`; of the last day if the library is closed on the seven days before
 * it. In the last second of today, today is over: then tomorrow is the first day.
 */
function lastOpenDay(from: Date, end: Date, terms: LoanTerms, calendar: LibraryCalendar): Date {
  const first = calendar.endOfDay(from, 0) > from ? 0 : 1;
  let last = Math.ceil((end.getTime() - from.getTime()) / dayMs) + 1;
  while (last > first && calendar.endOfDay(from, last) > end) last--;
  for (let day = last; day >= first && day > last - 7; day--) {
    const due = calendar.endOfDay(from, day);
    if (isOpen(due, terms, calendar)) return due;
  }
  return calendar.endOfDay(from, last);
}

function isOpen(day: Date, { closedWeekdays }: LoanTerms, calendar: LibraryCalendar): boolean {
  return !closedWeekdays.includes(calendar.weekday(day));
}
