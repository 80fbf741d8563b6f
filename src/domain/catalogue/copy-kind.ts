import { Refusal } from '../kernel/refusal.js';
import { kindUnknown } from './refusals.js';

/** @throws Refusal `catalogue.kind_unknown`, which names the known kinds */
export function refuseUnknownKind(kind: string, known: readonly string[]): void {
  if (known.includes(kind)) return;
  throw new Refusal(kindUnknown, { kind: [`kind must be one that the library knows: ${known.join(', ')}`] });
}
