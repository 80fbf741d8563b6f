import type { LoanTerms } from './policy.js';

/** The library's own calendar, in its own time zone. */
export interface LibraryCalendar {
  /** The last second of the local day that lies `days` days after the local day of `from`. */
  endOfDay(from: Date, days: number): Date;
  /** ISO weekday (1 is Monday) of the local day of `instant`. */
  weekday(instant: Date): number;
}

/**
 * When a loan that starts (or goes on) at `from` is due: so many local days later, at the end of the day,
 * put off to the next day on which the library is open. A library that is never open puts off nothing.
 */
export function dueDate(from: Date, terms: LoanTerms, calendar: LibraryCalendar): Date {
  for (let putOff = 0; putOff < 7; putOff++) {
    const due = calendar.endOfDay(from, terms.loanDays + putOff);
    if (!terms.closedWeekdays.includes(calendar.weekday(due))) return due;
  }
  return calendar.endOfDay(from, terms.loanDays);
}
