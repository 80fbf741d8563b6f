import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

import type { Limit, Limiter, LimitVerdict } from '../../../application/kernel/request/limiter.js';

/** The settings of one rate-limiter-flexible limiter. */
interface FlexibleOptions {
  readonly keyPrefix: string;
  readonly points: number;
  readonly duration: number;
}

/**
 * Counts with rate-limiter-flexible, with one of its limiters for each limit, made on first use. A failure of the store
 * rejects the promise of `take`.
 */
export class FlexibleLimiter implements Limiter {
  readonly #byLimit = new WeakMap<Limit, RateLimiterAbstract>();

  constructor(private readonly make: (options: FlexibleOptions) => RateLimiterAbstract) {}

  async take(bucket: string, limit: Limit): Promise<LimitVerdict> {
    const result = await this.#limiterFor(limit).consume(bucket).catch(refusal);
    return {
      allowed: result.consumedPoints <= limit.points,
      remaining: result.remainingPoints,
      resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
    };
  }

  #limiterFor(limit: Limit): RateLimiterAbstract {
    const known = this.#byLimit.get(limit);
    if (known) return known;
    const { points, seconds } = limit;
    const made = this.make({ keyPrefix: `limit:${points}/${seconds}`, points, duration: seconds });
    this.#byLimit.set(limit, made);
    return made;
  }
}

/** The library rejects in both cases: with its usual result when a limit is used up, and with an error on a failure. */
function refusal(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason;
  throw reason;
}
