import type { Clock } from '../../../src/application/kernel/clock.js';

/** Goes on as every clock does, from the moment that it was moved to. */
export class MovedClock implements Clock {
  #ahead = 0;

  constructor(moment: number) {
    this.moveTo(moment);
  }

  moveTo(moment: number): void {
    this.#ahead = moment - Date.now();
  }

  now(): Date {
    return new Date(Date.now() + this.#ahead);
  }
}
