/** The implementations that share state through Redis, loaded only where there is one. */
export { RedisWritePositions } from './redis-write-positions.js';
export { RedisLimiter } from './redis-limiter.js';
export { connectRedis } from './redis.js';
export { ResilientStore } from './resilient-store.js';
