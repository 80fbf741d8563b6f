import type { Node } from './node.js';

/** The frozen and the derived form of the same thing. */
export interface Sides<T = Node> {
  readonly before: T;
  readonly after: T;
}

/** The two documents that are compared. */
export interface Documents extends Sides {
  /** Keys of comparisons already made: a schema that many answers share is compared once. */
  readonly seen: Set<string>;
}

/** Picks the same part of both sides. */
export function sidesOf<T, U>({ before, after }: Sides<T>, pick: (side: T) => U): Sides<U> {
  return { before: pick(before), after: pick(after) };
}

/** Visits the names of two maps: removed ones, added ones and those in both. */
export function eachName<T>(
  { before, after }: Sides<ReadonlyMap<string, T>>,
  on: {
    readonly gone?: (name: string, was: T) => void;
    readonly added?: (name: string, is: T) => void;
    readonly kept?: (name: string, both: Sides<T>) => void;
  },
): void {
  for (const [name, was] of before) {
    const is = after.get(name);
    if (is === undefined) on.gone?.(name, was);
    else on.kept?.(name, { before: was, after: is });
  }
  for (const [name, is] of after) if (!before.has(name)) on.added?.(name, is);
}
