import type { LoanTerms } from './policy.js';

/** Calendar of the library, in its own time zone. */
export interface LibraryCalendar {
  /** The last second of the local day that is `days` days after the local day of `from`. */
  endOfDay(from: Date, days: number): Date;
  /** ISO weekday (1 is Monday) of the local day of `instant`. */
  weekday(instant: Date): number;
}

/**
 * The due date of a loan that starts or is renewed at `from`: the end of the local day `terms.loanDays` days later. If
 * the library is closed on that day, the date moves to the next open day. If the library is never open, it does not
 * move.
 */
export function dueDate(from: Date, terms: LoanTerms, calendar: LibraryCalendar): Date {
  for (let putOff = 0; putOff < 7; putOff++) {
    const due = calendar.endOfDay(from, terms.loanDays + putOff);
    if (!terms.closedWeekdays.includes(calendar.weekday(due))) return due;
  }
  return calendar.endOfDay(from, terms.loanDays);
}
