import type { LocalTime } from './local-time.js';

const dayMs = 86_400_000;

/** Local time of a library in UTC. */
export class FakeLocalTime implements LocalTime {
  day(instant: Date): string {
    return instant.toISOString().slice(0, 10);
  }

  hour(instant: Date): number {
    return instant.getUTCHours();
  }

  endOf(day: string): Date {
    return new Date(`${day}T23:59:59Z`);
  }

  endOfDay(from: Date, days: number): Date {
    return new Date((Math.floor(from.getTime() / dayMs) + days + 1) * dayMs - 1_000);
  }

  weekday(instant: Date): number {
    return instant.getUTCDay() || 7;
  }
}
