import type { Redis } from 'ioredis';

import type { CacheStore, Entry } from './cache-store.js';

/** The generation of a tag nobody uses any more goes after a day; one in use then simply begins anew. */
const GENERATION_SECONDS = 24 * 60 * 60;

const BEGIN = `
  for _, tag in ipairs(KEYS) do redis.call('set', tag, ARGV[1], 'NX', 'EX', ARGV[2]) end
  return redis.call('mget', unpack(KEYS))`;

const KEEP = `
  for i, generation in ipairs(redis.call('mget', unpack(KEYS, 2))) do
    if generation ~= ARGV[i + 2] then return end
  end
  redis.call('set', KEYS[1], ARGV[1], 'EX', ARGV[2])`;

/**
 * Keeps the texts in Redis, for all instances; each method is one round trip.
 * Its promises are rejected when Redis fails or is away: {@link ResilientStore} stands before it.
 */
export class RedisStore implements CacheStore {
  constructor(private readonly redis: Redis) {}

  async read(keys: readonly string[]): Promise<(string | undefined)[]> {
    const kept = await this.redis.mget(...keys);
    return kept.map((text) => text ?? undefined);
  }

  async begin(keys: readonly string[], generation: string): Promise<string[]> {
    const standing = await this.redis.eval(BEGIN, keys.length, ...keys, generation, GENERATION_SECONDS);
    // One evicted at once counts as begun: no other call is ever given this generation.
    return (standing as (string | null)[]).map((text) => text ?? generation);
  }

  async keep({ key, text, seconds, tags, generations }: Entry): Promise<void> {
    await this.redis.eval(KEEP, 1 + tags.length, key, ...tags, text, seconds, ...generations);
  }

  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.redis.del(...keys);
  }
}
