import { Clock } from '../../src/application/kernel/clock.js';
import type { Override } from '../../src/composition/start/bootstrap.js';
import { seededAt } from './postgres.js';

/** A clock that stands still until a test moves it. */
export class HandClock implements Clock {
  constructor(private present: Date = seededAt) {}

  now(): Date {
    return this.present;
  }

  advance(time: { days?: number; hours?: number; seconds?: number }): void {
    const { days = 0, hours = 0, seconds = 0 } = time;
    this.present = new Date(this.present.getTime() + ((days * 24 + hours) * 3_600 + seconds) * 1_000);
  }
}

export function withClock(clock: Clock): Override {
  return (container) => container.registerInstance(Clock, clock);
}
