import type { Node } from './node.js';

/** A thing as it was frozen and as it is derived now. */
export interface Sides<T = Node> {
  readonly before: T;
  readonly after: T;
}

/** The two documents that are compared. */
export interface Documents extends Sides {
  /** What has been compared already: a shape that many answers have is looked at once. */
  readonly seen: Set<string>;
}

/** What is below one key on both sides. */
export function sidesOf<T, U>({ before, after }: Sides<T>, pick: (side: T) => U): Sides<U> {
  return { before: pick(before), after: pick(after) };
}

/** Walks two sets of named things: those that are gone, those that are new, those that are in both. */
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
