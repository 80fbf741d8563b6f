import { setTimeout as sleep } from 'node:timers/promises';
import { Stalls } from './stalls.js';

/** A call, in milliseconds of `performance.now()`; `ended` is missing while it runs. */
interface Call {
  readonly began: number;
  ended?: number;
}

/** The given number of callers, who repeat a call until they are stopped. */
export class Load {
  readonly errors: unknown[] = [];
  #count = 0;
  #watched: Call[] | undefined;
  #stopped = false;
  readonly #callers: Promise<void>[];

  constructor(callers: number, call: (count: number) => Promise<unknown>) {
    this.#callers = Array.from({ length: callers }, () => this.#callAgainAndAgain(call));
  }

  /**
   * The longest duration in milliseconds of a call that began within the next `ms`. Stalls of this process itself, by
   * the machine or by its own work, do not count. A call that still runs at the end counts with its duration so far.
   * @throws Error when no call both began and ended within that time
   */
  slowestWithin(ms: number): Promise<number> {
    return this.slowestDuring(() => sleep(ms));
  }

  /** The same for the calls that begin while `work` runs. */
  async slowestDuring(work: () => Promise<unknown>): Promise<number> {
    const stalls = new Stalls();
    const watched: Call[] = (this.#watched = []);
    await work();
    const now = performance.now();
    stalls.end();
    this.#watched = undefined;
    if (!watched.some(({ ended }) => ended !== undefined)) throw new Error('no call ended meanwhile');
    return Math.max(...watched.map(({ began, ended = now }) => stalls.runningTime(began, ended)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#callers);
  }

  async #callAgainAndAgain(call: (count: number) => Promise<unknown>): Promise<void> {
    while (!this.#stopped) {
      const made: Call = { began: performance.now() };
      this.#watched?.push(made);
      await call(this.#count).catch((error: unknown) => this.errors.push(error));
      this.#count++;
      made.ended = performance.now();
      await sleep(1);
    }
  }
}
