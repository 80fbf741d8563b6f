/**
 * The prefix of every key. In a Redis Cluster all keys of one command must be on one node, and the part in braces alone
 * decides which.
 */
export const TOGETHER = '{cache}';

/** The prefix of the key of every tag. */
export const TAG = `${TOGETHER}tag:`;

/** A tag that every entry has besides its own: removing its generation drops all entries at once. */
export const EVERYTHING = `${TAG}*`;

/** A text to keep, and the generations that must still be current when it is written. */
export interface Entry {
  readonly key: string;
  /** Called only when the text is written. */
  readonly text: () => string;
  readonly seconds: number;
  readonly tags: readonly string[];
  /** The generation of each of `tags` before the text was computed. */
  readonly generations: readonly string[];
}

/**
 * Operations that a cache needs of the storage that instances share. A store may lose any text at any time; it must
 * never return a generation that was removed.
 */
export interface CacheStore {
  /**
   * The generations of `tags`, in their order, as of one moment after the call. A tag without a generation gets a new
   * one that was never used before.
   */
  standing(tags: readonly string[]): Promise<readonly string[]>;
  /** The text under `key`; undefined if there is none. */
  read(key: string): Promise<string | undefined>;
  /** Keeps `entry`, unless one of its generations is no longer current: then it changes nothing and returns false. */
  keep(entry: Entry): Promise<boolean>;
  /** Removes the generations of `tags`. */
  remove(tags: readonly string[]): Promise<void>;
}
