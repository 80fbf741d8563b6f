import type { Cache, Cached, CacheRule, Keepable } from './cache.js';

/** A cache in memory. Its entries stay until one of their tags is dropped. */
export class FakeCache implements Cache {
  /** The rules of the stored entries, oldest first. */
  readonly rules: CacheRule[] = [];
  readonly #entries = new Map<string, { readonly value: Keepable; readonly tags: readonly string[] }>();

  async remember<T extends Keepable>(
    key: string,
    rule: CacheRule,
    compute: () => Promise<T>,
  ): Promise<Cached<T>> {
    const kept = this.#entries.get(key);
    if (kept) return { value: kept.value as T, hit: true };
    const value = await compute();
    this.rules.push(rule);
    this.#entries.set(key, { value, tags: rule.tags });
    return { value, hit: false };
  }

  drop(tags: readonly string[]): Promise<void> {
    for (const [key, entry] of this.#entries) {
      if (entry.tags.some((tag) => tags.includes(tag))) this.#entries.delete(key);
    }
    return Promise.resolve();
  }
}
