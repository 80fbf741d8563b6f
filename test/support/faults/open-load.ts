import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Sends the given number of requests per second, whether or not answers come (an open load). A load that waits for
 * answers would relieve a slow service. It runs until it is stopped.
 */
export class OpenLoad<T> {
  readonly #begun: Promise<T>[] = [];
  readonly #ended: T[] = [];
  #stopped = false;
  readonly #clock: Promise<void>;

  constructor(perSecond: number, one: () => Promise<T>) {
    this.#clock = this.#tick(perSecond, one);
  }

  /** All requests that have ended so far, in the order of their ends. */
  get ended(): readonly T[] {
    return this.#ended;
  }

  /** The number of requests begun so far. */
  get begun(): number {
    return this.#begun.length;
  }

  /** Begins no more requests, and returns all when the last has ended. */
  async stop(): Promise<T[]> {
    this.#stopped = true;
    await this.#clock;
    return Promise.all(this.#begun);
  }

  async #tick(perSecond: number, one: () => Promise<T>): Promise<void> {
    const started = performance.now();
    while (!this.#stopped) {
      const due = ((performance.now() - started) / 1_000) * perSecond;
      while (this.#begun.length < due) this.#begun.push(this.#noted(one()));
      await sleep(5);
    }
  }

  async #noted(one: Promise<T>): Promise<T> {
    const reply = await one;
    this.#ended.push(reply);
    return reply;
  }
}
