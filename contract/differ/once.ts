import type { Documents } from './sides.js';

/**
 * Compares each pair only once, as a schema may occur in many places and may refer to itself.
 * @param pair everything that the comparison depends on, as it is in the documents. A name alone is not enough: it
 * would hide keywords beside a reference.
 */
export function once({ seen }: Documents, pair: readonly unknown[], look: () => void): void {
  const key = JSON.stringify(pair);
  if (seen.has(key)) return;
  seen.add(key);
  look();
}
