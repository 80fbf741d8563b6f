import { randomUUID } from 'node:crypto';

import type { Cache, Cached, CacheRule } from '../../application/kernel/cache.js';
import { EVERYTHING, type CacheStore } from './cache-store.js';

const tagKey = (tag: string): string => `tag:${tag}`;

/**
 * The cache, on whatever store stands behind it.
 *
 * Each tag has a generation, a random text in the store. An entry begins with its stamp: the generations of
 * its tags as they were before its computation began. It counts only while they all still stand. To drop a
 * tag is to remove its generation, so one that was evicted, flushed or has expired is simply a dropped one;
 * and because no generation is ever given twice, nothing brings an old entry back.
 */
export class TaggedCache implements Cache {
  readonly #running = new Map<string, Promise<Cached>>();

  constructor(private readonly store: CacheStore) {}

  async remember(key: string, rule: CacheRule, compute: () => Promise<string>): Promise<Cached> {
    const place = `entry:${key}`;
    const tags = [EVERYTHING, ...rule.tags.map(tagKey)];
    const [kept, ...found] = await this.store.read([place, ...tags]);
    const complete = found.every((generation) => generation !== undefined);
    const generations = complete ? found : await this.store.begin(tags, randomUUID());
    const stamp = `${generations.join()}\n`;
    if (kept?.startsWith(stamp)) return { value: kept.slice(stamp.length), hit: true };

    return this.#once(stamp + place, async () => {
      const value = await compute();
      await this.store.keep({ key: place, text: stamp + value, seconds: rule.seconds, tags, generations });
      return { value, hit: false };
    });
  }

  async drop(tags: readonly string[]): Promise<void> {
    await this.store.remove(tags.map(tagKey));
  }

  /**
   * Lets a call join the computation that runs under the same name. As the name holds the stamp, a call made
   * after a drop never joins one begun before it. The name is free again only when the value is in the store,
   * so no call falls between the two and computes a second time.
   */
  #once(name: string, work: () => Promise<Cached>): Promise<Cached> {
    const running = this.#running.get(name);
    if (running) return running;
    const started = work().finally(() => this.#running.delete(name));
    this.#running.set(name, started);
    return started;
  }
}
