import { isSame, spelledOut, without } from './node.js';
import { sidesOf, type Documents, type Sides } from './sides.js';

/** Whether two parts differ in any key except the known ones. */
export function differOtherwise(parts: Sides, known: ReadonlySet<string>, documents: Documents): boolean {
  const { before, after } = sidesOf(parts, (part) => without(part, known));
  return !isSame(spelledOut(documents.before, before), spelledOut(documents.after, after));
}
