import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';

import type { CacheStore, Entry } from './cache-store.js';

/** Far more than there are kinds of things; single things whose generation goes just begin anew. */
const GENERATIONS_AT_MOST = 100_000;

/** The generations of this process alone. It keeps no texts: those are held beside each cache anyway. */
export class MemoryStore implements CacheStore {
  readonly #standing = new LRUCache<string, string>({ max: GENERATIONS_AT_MOST });

  standing(tags: readonly string[]): Promise<readonly string[]> {
    return Promise.resolve(tags.map((tag) => this.#standing.get(tag) ?? this.#begin(tag)));
  }

  read(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  keep({ tags, generations }: Entry): Promise<boolean> {
    return Promise.resolve(tags.every((tag, i) => this.#standing.get(tag) === generations[i]));
  }

  remove(tags: readonly string[]): Promise<void> {
    for (const tag of tags) this.#standing.delete(tag);
    return Promise.resolve();
  }

  /** Forgets everything. */
  clear(): void {
    this.#standing.clear();
  }

  #begin(tag: string): string {
    const generation = randomUUID();
    this.#standing.set(tag, generation);
    return generation;
  }
}
