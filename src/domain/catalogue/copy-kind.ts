import { Refusal } from '../kernel/refusal.js';
import { kindUnknown } from './refusals.js';

/** Whether a text can be the code of a kind. */
export function isKindCode(text: string): boolean {
  return /^[a-z][a-z0-9_]{0,49}$/.test(text);
}

/** @throws Refusal `catalogue.kind_unknown`, which names the known kinds */
export function refuseUnknownKind(kind: string, known: readonly string[]): void {
  if (known.includes(kind)) return;
  throw new Refusal(kindUnknown, { kind: [`kind must be one that the library knows: ${known.join(', ')}`] });
}
