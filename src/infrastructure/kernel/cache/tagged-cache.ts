import { LRUCache } from 'lru-cache';

import type { Cache, Cached, CacheRule, Keepable } from '../../../application/kernel/request/cache.js';
import { EVERYTHING, TAG, TOGETHER, type CacheStore } from './cache-store.js';

const LIMIT_BYTES = 32 * 1024 * 1024;
/** A cautious estimate of the memory that a value takes besides its longest text. */
const OVERHEAD_BYTES = 1_000;

/** A value in memory, its stamp, and its expiry. */
interface Held {
  readonly value: Keepable;
  readonly stamp: string;
  /** In milliseconds of the monotonic clock. */
  readonly until: number;
}

/** The tags of an entry, their generations when its computation began, and the stamp of these. */
interface Generations {
  readonly tags: readonly string[];
  readonly generations: readonly string[];
  readonly stamp: string;
}

/**
 * The cache, on any store.
 *
 * Each tag has a generation, a random text in the store. An entry begins with its stamp: the generations of its tags
 * from before its computation began. The entry is valid only while all of them are current. Dropping a tag removes its
 * generation. A generation that was evicted, flushed or has expired therefore counts as dropped. Generations are never
 * used twice, so nothing makes an old entry valid again.
 *
 * This process holds the values that it has served, 32 MB at most, and evicts the least recently used ones. Before each
 * use it asks the store for the generations. So no instance serves a value that another one has dropped, and a value
 * travels only once.
 */
export class TaggedCache implements Cache {
  readonly #running = new Map<string, Promise<Cached<Keepable>>>();
  readonly #held = new LRUCache<string, Held>({
    maxSize: LIMIT_BYTES,
    sizeCalculation: ({ value }, key) => 2 * (key.length + lengthOf(value)) + OVERHEAD_BYTES,
  });

  constructor(private readonly store: CacheStore) {}

  async remember<T extends Keepable>(
    key: string,
    rule: CacheRule,
    compute: () => Promise<T>,
  ): Promise<Cached<T>> {
    const tags = tagsOf(rule);
    const generations = await this.store.standing(tags);
    const stamp = `${generations.join()}\n`;
    const held = this.#held.get(key);
    if (held?.stamp === stamp && held.until > performance.now()) return { value: held.value as T, hit: true };
    // The name contains the generations, so a call made after a drop never joins a computation begun before it.
    return this.#once(stamp + key, () =>
      this.#find(key, rule, { tags, generations, stamp }, compute),
    ) as Promise<Cached<T>>;
  }

  async drop(tags: readonly string[]): Promise<void> {
    await this.store.remove(tags.map((tag) => TAG + tag));
  }

  async #find(
    key: string,
    { seconds }: CacheRule,
    { tags, generations, stamp }: Generations,
    compute: () => Promise<Keepable>,
  ): Promise<Cached<Keepable>> {
    const place = `${TOGETHER}entry:${key}`;
    const hold = (value: Keepable, ms: number) =>
      this.#held.set(key, { value, stamp, until: performance.now() + Math.min(ms, seconds * 1_000) });
    const kept = await this.store.read(place);
    if (kept?.startsWith(stamp)) {
      const { until, value } = JSON.parse(kept.slice(stamp.length)) as { until: number; value: Keepable };
      hold(value, until - Date.now());
      return { value, hit: true };
    }
    const value = await compute();
    const text = () => stamp + JSON.stringify({ until: Date.now() + seconds * 1_000, value });
    const isKept = await this.store.keep({ key: place, text, seconds, tags, generations });
    if (isKept) hold(value, Infinity);
    return { value, hit: false };
  }

  /**
   * Lets a call join the computation that runs under the same name. The name is free again only when the value is in
   * the store, so no call between the two computes a second time.
   */
  #once(name: string, work: () => Promise<Cached<Keepable>>): Promise<Cached<Keepable>> {
    const running = this.#running.get(name);
    if (running) return running;
    const started = work().finally(() => this.#running.delete(name));
    this.#running.set(name, started);
    return started;
  }
}

function tagsOf({ tags }: CacheRule): readonly string[] {
  const keys = [EVERYTHING];
  for (const tag of tags) keys.push(TAG + tag);
  return keys;
}

function lengthOf(value: Keepable): number {
  if (typeof value === 'string') return value.length;
  return 'body' in value && typeof value.body === 'string' ? value.body.length : 0;
}
