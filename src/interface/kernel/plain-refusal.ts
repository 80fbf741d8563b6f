import type { Refusal } from '../../domain/kernel/refusal.js';

/** A refusal at an address that belongs to no version. */
export function presentPlain({ message, code }: Refusal): { message: string; code: string } {
  return { message, code };
}
