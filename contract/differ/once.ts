import type { Documents } from './sides.js';

/**
 * Compares two things that stand in many places, and may refer to themselves, in the first of these places only.
 * @param pair all that the comparison depends on, as it stands in the documents: a name alone would hide what is said
 * in the place of a reference
 */
export function once({ seen }: Documents, pair: readonly unknown[], look: () => void): void {
  const key = JSON.stringify(pair);
  if (seen.has(key)) return;
  seen.add(key);
  look();
}
