/** How long an answer may be kept and what it was made from. */
export interface CacheRule {
  /** Life of the entry in whole seconds, at least 1; it ends earlier when one of its tags is dropped. */
  readonly seconds: number;
  /**
   * Subjects the value was computed from, for example `['book', 'copy']`, or one of them, `['patron:17']`; in the same
   * order for a key each time.
   */
  readonly tags: readonly string[];
}

export interface Cached<T> {
  readonly value: T;
  /** True when the value was kept from an earlier call; false for the one that computed it and all who waited. */
  readonly hit: boolean;
}

/** What can be kept: a text; or an object that JSON can hold, weighed by its `body`, and never changed again. */
export type Keepable = string | object;

/**
 * Keeps finished answers for a short while, shared by all instances.
 *
 * Contract of every adapter:
 * - at most one computation at a time per key in a process; the others wait for its result. Only a drop lets
 *   a second one begin, as those who come after it must not wait for the first;
 * - a value computed before one of its tags was dropped is never given to a call made after the drop;
 * - a failing `compute` is not kept, its error reaches all who waited;
 * - a fault of the store costs no request: it is answered by computing. While the store is away each instance
 *   keeps answers by itself and learns of the others' drops at the latest when `seconds` are over.
 */
export interface Cache {
  /**
   * Gives the kept value for `key`, or computes, keeps and gives it. Others may be waiting for the same
   * `compute`, so it must come to an end by itself and not depend on whether its caller is still there.
   */
  remember<T extends Keepable>(key: string, rule: CacheRule, compute: () => Promise<T>): Promise<Cached<T>>;
  /**
   * Forgets every entry that carries one of these tags, in all instances. Never rejected. Call it when the
   * change is committed and before it is confirmed.
   */
  drop(tags: readonly string[]): Promise<void>;
}
export const Cache = Symbol('kernel.Cache');
