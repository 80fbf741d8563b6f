import { nodeAt, type Node } from './node.js';
import type { Sides } from './sides.js';

/** The keyword with the older value or code that stands for a new one in the minors before. */
export const standInKey = 'x-stand-ins';

/** The older value or code that stands for this one. */
export function standInFor(part: Node, added: unknown): unknown {
  return nodeAt(part, standInKey)[String(added)];
}

/** The values or codes whose stand-in changed. One that is new may have a stand-in; others keep theirs. */
export function changedStandIns(
  { before, after }: Sides,
  isNew: (added: string) => boolean,
): (readonly [name: string, before: unknown, after: unknown])[] {
  const [was, is] = [nodeAt(before, standInKey), nodeAt(after, standInKey)];
  return Object.keys({ ...was, ...is })
    .filter((name) => was[name] !== is[name] && !(was[name] === undefined && isNew(name)))
    .map((name) => [name, was[name], is[name]] as const);
}
