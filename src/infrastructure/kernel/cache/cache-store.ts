/**
 * What stands before every key. In a Redis Cluster, keys of one command must lie on one node, and the part in braces
 * alone says on which.
 */
export const TOGETHER = '{cache}';

/** A generation every entry carries besides those of its tags: removing it forgets all entries at once. */
export const EVERYTHING = `${TOGETHER}tag:*`;

/** A text to be kept, and the generations that must still stand when it is written. */
export interface Entry {
  readonly key: string;
  /** Made only where it is really written. */
  readonly text: () => string;
  readonly seconds: number;
  readonly tags: readonly string[];
  /** What stood under each of `tags` before the text was computed. */
  readonly generations: readonly string[];
}

/**
 * The few things a cache needs of the place that the instances share. A store may lose any text at any time;
 * it must never give back a generation that was removed.
 */
export interface CacheStore {
  /**
   * What stands under each of `tags`, in their order, as of one moment after the call; where nothing stands, a
   * generation begins that was never given before.
   */
  standing(tags: readonly string[]): Promise<readonly string[]>;
  /** The text that is kept under `key`; undefined where there is none. */
  read(key: string): Promise<string | undefined>;
  /** Keeps `entry`, unless one of its generations stands no longer: then it leaves all as it is, and gives false. */
  keep(entry: Entry): Promise<boolean>;
  /** Removes what stands under `tags`. */
  remove(tags: readonly string[]): Promise<void>;
}
