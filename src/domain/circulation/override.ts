import { Refusal, type RefusalReason } from '../kernel/refusal.js';

/** A librarian's decision to lend or renew despite the blocks. */
export interface Override {
  /** Recorded for people who read the audit trail later. Contains no names. */
  readonly reason: string;
}

/** The overridden blocks, as recorded with the event. */
export interface Overridden extends Override {
  /** At least one. */
  readonly codes: readonly string[];
}

/**
 * Passes when there are no blocks, or when the override covers all of them.
 * @returns what was overridden; undefined when there were no blocks
 * @throws Refusal with all blocks, including those that could be overridden
 */
export function refuseUnlessOverridden(
  blocks: readonly RefusalReason[],
  override: Override | undefined,
): Overridden | undefined {
  const [first, ...others] = blocks;
  if (!first) return undefined;
  const isSetAside = override && blocks.every(({ overridableBy }) => overridableBy === 'librarian');
  if (!isSetAside) throw new Refusal([first, ...others]);
  return { codes: blocks.map(({ code }) => code), reason: override.reason };
}
