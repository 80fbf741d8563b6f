import { setTimeout as sleep } from 'node:timers/promises';
import { watchStalls } from './stalls.js';

/** So many callers who call again and again until they are stopped. */
export class Load {
  readonly errors: unknown[] = [];
  #calls = 0;
  #slowest = 0;
  #watchedSince = 0;
  #stopped = false;
  readonly #callers: Promise<void>[];

  constructor(callers: number, call: (count: number) => Promise<unknown>) {
    this.#callers = Array.from({ length: callers }, () => this.#callAgainAndAgain(call));
  }

  /**
   * The longest time in milliseconds that a call took which began within the next `ms`. What this process
   * itself was held up, by the machine or by its own work, does not count.
   */
  slowestWithin(ms: number): Promise<number> {
    return this.slowestDuring(() => sleep(ms));
  }

  /** The same for the calls that begin while something else is done. */
  async slowestDuring(work: () => Promise<unknown>): Promise<number> {
    const longestStall = watchStalls();
    this.#watchedSince = performance.now();
    this.#slowest = 0;
    const before = this.#calls;
    await work();
    const stall = longestStall();
    if (this.#calls === before) throw new Error('no call came to an end meanwhile');
    return this.#slowest - stall;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#callers);
  }

  async #callAgainAndAgain(call: (count: number) => Promise<unknown>): Promise<void> {
    while (!this.#stopped) {
      const start = performance.now();
      await call(this.#calls).catch((error: unknown) => this.errors.push(error));
      this.#calls++;
      if (start >= this.#watchedSince) this.#slowest = Math.max(this.#slowest, performance.now() - start);
      await sleep(1);
    }
  }
}
