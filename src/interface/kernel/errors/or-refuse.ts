import { Refusal, type RefusalReason } from '../../../domain/kernel/refusal.js';
import { noSuchPath } from './refusals.js';

/** What was looked up, or the refusal that it is not there. */
export function orRefuse<T>(value: T | undefined, otherwise: RefusalReason = noSuchPath): T {
  if (value === undefined) throw new Refusal(otherwise);
  return value;
}
