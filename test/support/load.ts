import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

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
  async slowestWithin(ms: number): Promise<number> {
    const stalls = monitorEventLoopDelay({ resolution: 5 });
    stalls.enable();
    this.#watchedSince = performance.now();
    this.#slowest = 0;
    const before = this.#calls;
    await sleep(ms);
    stalls.disable();
    if (this.#calls === before) throw new Error(`no call came to an end within ${ms} ms`);
    return this.#slowest - stalls.max / 1e6;
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
