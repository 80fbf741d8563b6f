import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

import type { Limit, Limiter, LimitVerdict } from '../../../application/kernel/request/limiter.js';

/** The settings of one rate-limiter-flexible limiter. */
interface FlexibleOptions {
  readonly keyPrefix: string;
  readonly points: number;
  readonly duration: number;
}

/** How many limiters share a limit; it may change. */
export interface Sharers {
  readonly count: number;
}

/**
 * Counts with rate-limiter-flexible, with one of its limiters for each limit, made on first use. A failure of the store
 * rejects the promises.
 */
export class FlexibleLimiter implements Limiter {
  readonly #byLimit = new WeakMap<Limit, RateLimiterAbstract>();

  /** @param sharers the count of such limiters that share every limit, each of which counts by itself */
  constructor(
    private readonly make: (options: FlexibleOptions) => RateLimiterAbstract,
    private readonly sharers: Sharers = { count: 1 },
  ) {}

  async take(bucket: string, limit: Limit): Promise<LimitVerdict> {
    return this.#verdict(limit, await this.#limiterFor(limit).consume(bucket).catch(refusal));
  }

  async giveBack(bucket: string, limit: Limit): Promise<LimitVerdict> {
    return this.#verdict(limit, await this.#limiterFor(limit).reward(bucket));
  }

  #verdict({ points }: Limit, { consumedPoints, msBeforeNext }: RateLimiterRes): LimitVerdict {
    const share = Math.max(1, Math.floor(points / this.sharers.count));
    return {
      allowed: consumedPoints <= share,
      remaining: Math.min(share, Math.max(0, share - consumedPoints)),
      resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
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
