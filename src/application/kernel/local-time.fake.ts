import type { LocalTime } from './local-time.js';

/** The time of a library in the zone of UTC. */
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
}
