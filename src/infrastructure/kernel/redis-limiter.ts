import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';

import type { Limit, Limiter, LimitVerdict } from '../../application/kernel/limiter.js';
import { FlexibleLimiter } from './flexible-limiter.js';
import { MemoryLimiter } from './memory-limiter.js';
import { RedisBreaker } from './redis-breaker.js';

/** Counts in Redis, for all instances; while Redis fails or hangs, this process counts by itself. */
export class RedisLimiter implements Limiter {
  readonly #shared: Limiter;
  readonly #own = new MemoryLimiter();
  readonly #breaker: RedisBreaker;

  constructor(redis: Redis) {
    this.#shared = new FlexibleLimiter((options) => new RateLimiterRedis({ ...options, storeClient: redis }));
    this.#breaker = new RedisBreaker(redis, (reset) => reset());
  }

  take(bucket: string, limit: Limit): Promise<LimitVerdict> {
    return this.#breaker.run(
      () => this.#shared.take(bucket, limit),
      () => this.#own.take(bucket, limit),
    );
  }
}
