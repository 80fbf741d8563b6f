import { DateTime } from 'luxon';
import type { LocalTime } from '../../../application/kernel/local-time.js';

export class LuxonLocalTime implements LocalTime {
  constructor(private readonly zone: string) {}

  day(instant: Date): string {
    return this.local(instant).toFormat('yyyy-MM-dd');
  }

  hour(instant: Date): number {
    return this.local(instant).hour;
  }

  endOf(day: string): Date {
    return DateTime.fromISO(day, { zone: this.zone }).endOf('day').startOf('second').toJSDate();
  }

  private local(instant: Date): DateTime {
    return DateTime.fromJSDate(instant, { zone: this.zone });
  }
}
