import { RateLimiterRedis } from 'rate-limiter-flexible';

import { Availability } from '../../../application/kernel/process/availability.js';
import type { Limit, Limiter, LimitVerdict } from '../../../application/kernel/request/limiter.js';
import { FlexibleLimiter, type Sharers } from '../rate-limit/flexible-limiter.js';
import { MemoryLimiter } from '../rate-limit/memory-limiter.js';
import { CircuitBreaker } from './circuit-breaker.js';
import type { RedisConnection } from './redis.js';

/** Counts in Redis, for all instances; while Redis fails or hangs, each process counts its share of a limit by itself. */
export class RedisLimiter implements Limiter {
  readonly #shared: Limiter;
  readonly #own: MemoryLimiter;
  readonly #breaker: CircuitBreaker;

  /** @param instances the count of all processes */
  constructor(redis: RedisConnection, availability = new Availability('redis', 'warn'), instances?: Sharers) {
    this.#own = new MemoryLimiter(instances);
    this.#shared = new FlexibleLimiter((options) => new RateLimiterRedis({ ...options, storeClient: redis }));
    this.#breaker = new CircuitBreaker(redis, availability, (reset) => reset());
  }

  /** Whether Redis is used now, not the memory of this process. */
  get usesRedis(): boolean {
    return this.#breaker.usesRedis;
  }

  take(bucket: string, limit: Limit): Promise<LimitVerdict> {
    return this.#first((limiter) => limiter.take(bucket, limit));
  }

  giveBack(bucket: string, limit: Limit): Promise<LimitVerdict> {
    return this.#first((limiter) => limiter.giveBack(bucket, limit));
  }

  #first<T>(step: (limiter: Limiter) => Promise<T>): Promise<T> {
    return this.#breaker.run(
      () => step(this.#shared),
      () => step(this.#own),
    );
  }
}
