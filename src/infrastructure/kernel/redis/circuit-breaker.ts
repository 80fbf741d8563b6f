import type { Availability } from '../../../application/kernel/process/availability.js';
import { allAnswers, type RedisConnection, whenLost } from './redis.js';

const PATIENCE_MS = 150;
const REST_MS = 1000;
/** A timer that comes so late says that the process had no time to look. */
const BUSY_MS = 20;

/**
 * Leaves a failing Redis alone, so that one that hangs costs the calls of its first 150 ms and no later ones.
 * After one failed or late command, or a lost connection, every call goes the other way at once. Each second
 * Redis is then asked, beside all requests, whether all of it answers again; if so, `mend` makes it fit for use and
 * calls `reset`.
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

  /** Whether calls go to Redis at this moment. */
  get usesRedis(): boolean {
    return !this.#tripped;
  }

  /** Gives what `task` gives, or what `instead` gives when Redis rests or `task` fails or is late. */
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

/** Ends with the time between two attempts. It keeps no process alive. */
function rest(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, REST_MS).unref();
  });
}

/** Rejected when `reply` takes longer than Redis may. */
function inTime<T>(reply: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new Error(`Redis did not answer within ${PATIENCE_MS} ms`));
    const asked = performance.now();
    let timer = setTimeout(() => {
      // When this process was busy all the while, the question may not have left yet, or the reply lies unread.
      const wasBusy = performance.now() - asked > PATIENCE_MS + BUSY_MS;
      timer = setTimeout(late, wasBusy ? PATIENCE_MS : 0);
    }, PATIENCE_MS);
    reply.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
