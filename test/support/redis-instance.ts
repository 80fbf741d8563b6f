import { randomUUID } from 'node:crypto';
import { once } from 'node:events';

import { readRedisAddress } from '../../config/index.js';
import type { Cache } from '../../src/application/kernel/request/cache.js';
import type { Limiter } from '../../src/application/kernel/request/limiter.js';
import { RedisLimiter } from '../../src/infrastructure/kernel/redis/redis-limiter.js';
import { connectRedis, type RedisConnection } from '../../src/infrastructure/kernel/redis/redis.js';
import { ResilientStore } from '../../src/infrastructure/kernel/redis/resilient-store.js';
import { TaggedCache } from '../../src/infrastructure/kernel/cache/tagged-cache.js';
import type { RedisGroup } from './redis-groups.js';

const aMinute = { seconds: 60, tags: [] };

/** The Redis-backed parts of one instance of the service. */
export class RedisInstance {
  readonly cache: Cache;
  readonly limiter: Limiter;

  private constructor(readonly redis: RedisConnection) {
    this.cache = new TaggedCache(new ResilientStore(redis));
    this.limiter = new RedisLimiter(redis);
  }

  static async start({ url }: RedisGroup): Promise<RedisInstance> {
    const redis = connectRedis(readRedisAddress(url));
    await once(redis, 'ready');
    return new RedisInstance(redis);
  }

  /** True when `another` finds in Redis the stored value, and each of ten counts. */
  async sharesWith({ redis }: RedisInstance): Promise<boolean> {
    const [kept = '', ...counted] = Array.from({ length: 11 }, () => randomUUID());
    await this.cache.remember(kept, aMinute, () => Promise.resolve('there'));
    await Promise.all(counted.map((key) => this.limiter.take(key, { points: 1, seconds: 60 })));
    const there = [`{cache}entry:${kept}`, ...counted.map((key) => `limit:1/60:${key}`)];
    const found = await Promise.all(there.map((key) => redis.exists(key).catch(() => 0)));
    return found.every((count) => count === 1);
  }
}
