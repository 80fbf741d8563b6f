import { Refusal } from '../kernel/refusal.js';
import { kindUnknown } from './refusals.js';

/** The form of the code of a kind. */
export const kindPattern = /^[a-z][a-z0-9_]*$/;
/** The most characters of the code of a kind. */
export const kindMax = 50;

/** @throws Refusal `catalogue.kind_unknown`, which names the known kinds */
export function refuseUnknownKind(kind: string, known: readonly string[]): void {
  if (known.includes(kind)) return;
  throw new Refusal(kindUnknown, { kind: [`kind must be one that the library knows: ${known.join(', ')}`] });
}
