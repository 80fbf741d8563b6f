import { LRUCache } from 'lru-cache';

import type { CacheStore, Entry } from './cache-store.js';

const LIMIT_BYTES = 64 * 1024 * 1024;
/** What one text costs besides its characters: an estimate on the safe side. */
const OVERHEAD_BYTES = 200;

/** Keeps the texts in this process, 64 MB of them at most; the ones longest unread go first. */
export class MemoryStore implements CacheStore {
  readonly #kept = new LRUCache<string, string>({
    maxSize: LIMIT_BYTES,
    sizeCalculation: (text, key) => 2 * (key.length + text.length) + OVERHEAD_BYTES,
    ttlResolution: 0, // look at the clock each time: an entry ends when it should
  });

  read(keys: readonly string[]): Promise<(string | undefined)[]> {
    return Promise.resolve(keys.map((key) => this.#kept.get(key)));
  }

  begin(keys: readonly string[], generation: string): Promise<string[]> {
    return Promise.resolve(keys.map((key) => this.#standing(key, generation)));
  }

  keep({ key, text, seconds, tags, generations }: Entry): Promise<void> {
    const standing = tags.every((tag, i) => this.#kept.get(tag) === generations[i]);
    if (standing) this.#kept.set(key, text, { ttl: seconds * 1000 });
    return Promise.resolve();
  }

  remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#kept.delete(key);
    return Promise.resolve();
  }

  /** Forgets everything and frees its memory. */
  clear(): void {
    this.#kept.clear();
  }

  #standing(key: string, generation: string): string {
    const standing = this.#kept.get(key) ?? generation;
    if (standing === generation) this.#kept.set(key, generation);
    return standing;
  }
}
