/** How long a value may be cached, and the data it was computed from. */
export interface CacheRule {
  /** Lifetime of the entry in whole seconds, at least 1. The entry ends earlier when one of its tags is dropped. */
  readonly seconds: number;
  /**
   * The subjects that the value was computed from: kinds, for example `['book', 'copy']`, or single ones, such as
   * `['patron:17']`. A key always has the same tags in the same order.
   */
  readonly tags: readonly string[];
}

export interface Cached<T> {
  readonly value: T;
  /** True when the value came from the cache; false for the call that computed it and the calls that waited for it. */
  readonly hit: boolean;
}

/**
 * A value that can be cached: a text, or an object that JSON can represent. Its size is that of its `body`. Never
 * change it afterwards.
 */
export type Keepable = string | object;

/**
 * Caches finished answers for a short time, shared by all instances.
 *
 * Contract of every adapter:
 * - A process runs at most one computation per key; other callers wait for its result. After a drop a second
 *   computation may start, as later callers must not wait for the first.
 * - A value computed before one of its tags was dropped is never returned to a call made after the drop.
 * - A failed `compute` is not cached; its error reaches all waiting callers.
 * - A fault of the store fails no request: the value is computed instead. While the store is unavailable, each instance
 *   caches by itself and misses drops of other instances for `seconds` at most.
 */
export interface Cache {
  /**
   * Returns the cached value for `key`, or computes, caches and returns it. Other callers may wait for the same
   * `compute`, so it must end by itself and must not depend on its own caller's connection.
   */
  remember<T extends Keepable>(key: string, rule: CacheRule, compute: () => Promise<T>): Promise<Cached<T>>;
  /**
   * Removes every entry with one of these tags, in all instances. Never rejects. Call it after the change is committed
   * and before it is confirmed to the client.
   */
  drop(tags: readonly string[]): Promise<void>;
}
export const Cache = Symbol('kernel.Cache');
