import type { Availability } from '../../../application/kernel/process/availability.js';
import { allAnswers, type RedisConnection, whenLost } from './redis.js';

const PATIENCE_MS = 150;
const REST_MS = 1000;
/** A timer that is this late shows that the process was busy. In milliseconds. */
const BUSY_MS = 20;

/**
 * Stops using a failing Redis, so that a hanging one delays only the calls of its first 150 ms. After one failed or
 * late command, or a lost connection, every call uses the fallback at once. Each second it checks, apart from any
 * request, whether all of Redis answers again. If so, `mend` makes it consistent, and calls `reset`.
 */
export class CircuitBreaker {
  #tripped = false;

  constructor(
    private readonly redis: RedisConnection,
    private readonly availability: Availability,
    private readonly mend: (reset: () => void) => Promise<void> | void,
  ) {
    let last: unknown = new Error('the connection was closed');
    redis.on('error', (error) => (last = error));
    whenLost(redis, () => this.#trip(last));
  }

  /** Whether calls go to Redis now. */
  get usesRedis(): boolean {
    return !this.#tripped;
  }

  /** The result of `task`, or that of `instead` when the breaker is open, or `task` fails or is late. */
  async run<T>(task: () => Promise<T>, instead: () => Promise<T>): Promise<T> {
    if (this.#tripped) return instead();
    try {
      return await inTime(task());
    } catch (error) {
      this.#trip(error);
      return instead();
    }
  }

  #trip(cause: unknown): void {
    if (this.#tripped) return;
    this.availability.markDown(cause);
    this.#tripped = true;
    void this.#recover();
  }

  async #recover(): Promise<void> {
    while (this.#tripped && this.redis.status !== 'end') {
      await rest();
      await this.#tryAgain().catch(() => undefined);
    }
  }

  async #tryAgain(): Promise<void> {
    await inTime(allAnswers(this.redis));
    await this.mend(() => {
      this.#tripped = false;
      this.availability.markUp();
    });
  }
}

/** Waits for the time between two checks. It keeps no process alive. */
function rest(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, REST_MS).unref();
  });
}

/** Rejects when `reply` takes longer than Redis may. */
function inTime<T>(reply: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new Error(`Redis did not answer within ${PATIENCE_MS} ms`));
    const asked = performance.now();
    let timer = setTimeout(() => {
      // If this process was busy all the time, the command may not have been sent, or its reply not have been read.
      const wasBusy = performance.now() - asked > PATIENCE_MS + BUSY_MS;
      timer = setTimeout(late, wasBusy ? PATIENCE_MS : 0);
    }, PATIENCE_MS);
    reply.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
