import { RateLimiterMemory } from 'rate-limiter-flexible';

import { FlexibleLimiter } from './flexible-limiter.js';

/**
 * Counts in this process only. Each of several instances allows its share of a limit, so that all together allow no more
 * than the limit, or one each.
 */
export class MemoryLimiter extends FlexibleLimiter {
  /** @param instances how many instances there are */
  constructor(instances?: () => number) {
    super((options) => new RateLimiterMemory(options), instances);
  }
}
