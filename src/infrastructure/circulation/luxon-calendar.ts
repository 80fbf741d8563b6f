import { DateTime } from 'luxon';
import type { Calendar } from '../../application/circulation/calendar.js';

/** The library's calendar in its IANA time zone; days of 23 and 25 hours included. */
export class LuxonCalendar implements Calendar {
  constructor(private readonly zone: string) {}

  endOfDay(from: Date, days: number): Date {
    return this.local(from).plus({ days }).endOf('day').startOf('second').toJSDate();
  }

  weekday(instant: Date): number {
    return this.local(instant).weekday;
  }

  private local(instant: Date): DateTime {
    return DateTime.fromJSDate(instant, { zone: this.zone });
  }
}
