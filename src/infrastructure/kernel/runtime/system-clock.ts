import type { Clock } from '../../../application/kernel/clock.js';

export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }
}
