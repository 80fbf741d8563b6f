import { RateLimiterMemory } from 'rate-limiter-flexible';

import { FlexibleLimiter, type Sharers } from './flexible-limiter.js';

/**
 * Counts in this process only. Each of several instances allows its share of a limit, so that all together allow no more
 * than the limit, or one each.
 */
export class MemoryLimiter extends FlexibleLimiter {
  /** @param instances the count of all instances */
  constructor(instances?: Sharers) {
    super((options) => new RateLimiterMemory(options), instances);
  }
}
