/** A generation every entry carries besides those of its tags: removing it forgets all entries at once. */
export const EVERYTHING = 'tag:*';

/** A text to be kept, and the generations that must still stand when it is written. */
export interface Entry {
  readonly key: string;
  readonly text: string;
  readonly seconds: number;
  readonly tags: readonly string[];
  /** What stood under each of `tags` before the text was computed. */
  readonly generations: readonly string[];
}

/**
 * The few things a cache needs of the place it keeps its texts in. A store may lose any text at any time;
 * it must never give back one that was removed.
 */
export interface CacheStore {
  /** What is kept under each of `keys`, in their order, as of one moment; undefined where there is nothing. */
  read(keys: readonly string[]): Promise<(string | undefined)[]>;
  /** Puts `generation` under each of `keys` that has nothing, and gives what then stands under each. */
  begin(keys: readonly string[], generation: string): Promise<string[]>;
  /** Keeps `entry`, unless one of its generations stands no longer: then it leaves all as it is. */
  keep(entry: Entry): Promise<void>;
  /** Removes what is kept under `keys`. */
  remove(keys: readonly string[]): Promise<void>;
}
