import { RateLimiterMemory } from 'rate-limiter-flexible';

import { FlexibleLimiter } from './flexible-limiter.js';

/** Counts in this process alone. */
export class MemoryLimiter extends FlexibleLimiter {
  constructor() {
    super((options) => new RateLimiterMemory(options));
  }
}
