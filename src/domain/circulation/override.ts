import { Refusal, type RefusalReason } from '../kernel/refusal.js';

/** A librarian's word that what stands against a loan shall not count this time. */
export interface Override {
  /** Why, for those who read the trail later. Names nobody. */
  readonly reason: string;
}

/** What was set aside, as it is kept with the event. */
export interface Overridden extends Override {
  /** At least one. */
  readonly codes: readonly string[];
}

/**
 * Lets pass what nothing stands against, or only what the override sets aside.
 * @returns what was set aside, undefined when there was nothing to
 * @throws Refusal with every reason, also with those that could be set aside
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
