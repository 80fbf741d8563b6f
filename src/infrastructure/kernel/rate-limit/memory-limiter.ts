import { RateLimiterMemory } from 'rate-limiter-flexible';

import { FlexibleLimiter } from './flexible-limiter.js';

/** Counts in this process only. */
export class MemoryLimiter extends FlexibleLimiter {
  constructor() {
    super((options) => new RateLimiterMemory(options));
  }
}
