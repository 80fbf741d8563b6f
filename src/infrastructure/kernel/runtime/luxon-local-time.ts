import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import type { LocalTime } from '../../../application/kernel/local-time.js';

/** How many ends of days, and weekdays, to remember: few differ within a day. Luxon took about 11 µs of each borrow. */
const remembered = 1_000;

/** A day in the library's time zone, in milliseconds since 1970: its start, and the start of the next day. */
interface LocalDay {
  readonly start: number;
  readonly next: number;
}

/** The library's time in its IANA time zone, including days of 23 and 25 hours. */
export class LuxonLocalTime implements LocalTime {
  #today: LocalDay = { start: Infinity, next: -Infinity };
  /** By the number of days from today. */
  readonly #ends = new LRUCache<number, number>({ max: remembered });
  readonly #weekdays = new LRUCache<number, number>({ max: remembered });

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

  endOfDay(from: Date, days: number): Date {
    this.#turnTo(from);
    let end = this.#ends.get(days);
    if (end === undefined) {
      end = this.local(from).plus({ days }).endOf('day').startOf('second').toMillis();
      this.#ends.set(days, end);
    }
    return new Date(end);
  }

  weekday(instant: Date): number {
    const at = instant.getTime();
    let weekday = this.#weekdays.get(at);
    if (weekday === undefined) {
      weekday = this.local(instant).weekday;
      this.#weekdays.set(at, weekday);
    }
    return weekday;
  }

  /** The remembered ends count from one day. On another day they are dropped. */
  #turnTo(instant: Date): void {
    const at = instant.getTime();
    if (at >= this.#today.start && at < this.#today.next) return;
    const start = this.local(instant).startOf('day');
    this.#today = { start: start.toMillis(), next: start.plus({ days: 1 }).startOf('day').toMillis() };
    this.#ends.clear();
  }

  private local(instant: Date): DateTime {
    return DateTime.fromJSDate(instant, { zone: this.zone });
  }
}
