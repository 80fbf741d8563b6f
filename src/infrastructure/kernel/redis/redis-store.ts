import { randomUUID } from 'node:crypto';

import type { CacheStore, Entry } from '../cache/cache-store.js';
import type { RedisConnection } from './redis.js';

/** The generation of an unused tag expires after a day. If the tag is in use after all, it gets a new one. */
const GENERATION_SECONDS = 24 * 60 * 60;

const BEGIN = `
  for _, tag in ipairs(KEYS) do redis.call('set', tag, ARGV[1], 'NX', 'EX', ARGV[2]) end
  return redis.call('mget', unpack(KEYS))`;

const KEEP = `
  for i, generation in ipairs(redis.call('mget', unpack(KEYS, 2))) do
    if generation ~= ARGV[i + 2] then return 0 end
  end
  redis.call('set', KEYS[1], ARGV[1], 'EX', ARGV[2])
  return 1`;

/** The generations that were requested in one turn of the event loop, and the reply. */
interface Look {
  readonly tags: Set<string>;
  readonly found: Promise<ReadonlyMap<string, string>>;
}

/**
 * Keeps the texts in Redis, for all instances. Each method is one round trip; all callers that ask for generations in
 * the same turn of the event loop share one.
 *
 * Its promises are rejected when Redis fails or is away; {@link ResilientStore} handles that.
 */
export class RedisStore implements CacheStore {
  #look: Look | undefined;

  constructor(private readonly redis: RedisConnection) {}

  async standing(tags: readonly string[]): Promise<readonly string[]> {
    const look = (this.#look ??= this.#lookSoon());
    for (const tag of tags) look.tags.add(tag);
    const found = await look.found;
    return tags.map((tag) => found.get(tag) ?? '');
  }

  async read(key: string): Promise<string | undefined> {
    return (await this.redis.get(key)) ?? undefined;
  }

  async keep({ key, text, seconds, tags, generations }: Entry): Promise<boolean> {
    const kept = await this.redis.eval(KEEP, 1 + tags.length, key, ...tags, text(), seconds, ...generations);
    return kept === 1;
  }

  async remove(tags: readonly string[]): Promise<void> {
    if (tags.length > 0) await this.redis.del(...tags);
  }

  /** A call made after the lookup was sent needs a new one, because generations may have been removed since. */
  #lookSoon(): Look {
    const tags = new Set<string>();
    const found = nextTurn().then(() => {
      this.#look = undefined;
      return this.#lookUp([...tags]);
    });
    return { tags, found };
  }

  async #lookUp(tags: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const standing = await this.redis.mget(...tags);
    const missing = tags.filter((_, i) => standing[i] === null);
    const begun = missing.length === 0 ? [] : await this.#begin(missing);
    return new Map(tags.map((tag, i) => [tag, standing[i] ?? begun[missing.indexOf(tag)] ?? '']));
  }

  async #begin(tags: readonly string[]): Promise<string[]> {
    const generation = randomUUID();
    const standing = await this.redis.eval(BEGIN, tags.length, ...tags, generation, GENERATION_SECONDS);
    // If the new generation was evicted at once, it is used all the same: no other call ever gets it.
    return (standing as (string | null)[]).map((text) => text ?? generation);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
