import { Redis } from 'ioredis';

/** The store of limits and lists; without it both are in memory. */
export const redis = process.env['CACHE'] === 'redis' ? new Redis(process.env['REDIS_URL'] ?? '') : undefined;
