import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';

import type { CacheStore, Entry } from './cache-store.js';

/** Far more than there are types of subjects. A single subject whose generation is evicted gets a new one. */
const GENERATIONS_AT_MOST = 100_000;

/** The generations of this process only. It keeps no texts, because each cache holds them anyway. */
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

  /** Drops all generations. */
  clear(): void {
    this.#standing.clear();
  }

  #begin(tag: string): string {
    const generation = randomUUID();
    this.#standing.set(tag, generation);
    return generation;
  }
}
