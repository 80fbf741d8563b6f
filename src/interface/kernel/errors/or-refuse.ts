import { Refusal, type RefusalReason } from '../../../domain/kernel/refusal.js';
import { noSuchPath } from './refusals.js';

/** Returns the value. @throws Refusal if it is undefined */
export function orRefuse<T>(value: T | undefined, otherwise: RefusalReason = noSuchPath): T {
  if (value === undefined) throw new Refusal(otherwise);
  return value;
}
