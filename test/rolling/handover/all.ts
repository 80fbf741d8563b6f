import { inTurns } from '../../../contract/frozen/in-turns.js';
import { credentials } from './credentials.js';
import type { Handover, Use } from './handover.js';
import { ids } from './ids.js';
import type { Library } from './library.js';
import { links } from './links.js';
import { positions } from './positions.js';
import { repeats } from './repeats.js';
import { secondFactors } from './second-factors.js';
import { shared } from './shared.js';
import { tags } from './tags.js';

/** Everything that a release gives out, in the order of use. */
export const handovers: readonly Handover[] = [
  ...ids,
  ...positions,
  ...tags,
  ...credentials,
  ...secondFactors,
  ...links,
  ...repeats,
  ...shared,
].toSorted((a, b) => (a.after ?? 0) - (b.after ?? 0));

/** Something that was obtained, or the reason why it was not. */
export interface Given {
  /** When it was obtained, in milliseconds. */
  readonly at: number;
  readonly use: Use;
}

/** Obtains all things. Returns them by title. */
export async function obtainAll(from: Library): Promise<ReadonlyMap<string, Given>> {
  const given = await inTurns(
    handovers,
    async (each) => [each.title, await obtained(each, from)] as const,
    4,
  );
  return new Map(given);
}

async function obtained({ obtain }: Handover, from: Library): Promise<Given> {
  const use = await obtain(from).catch((error: unknown) => () => Promise.reject(error));
  return { at: Date.now(), use };
}

/** Uses a thing at the time at which it is to be used, however long ago it was obtained. @throws Error if that fails */
export async function useLater(given: Given, { after = 0 }: Handover, at: Library): Promise<void> {
  await at.clock.moveAhead(given.at + after * 1_000 - Date.now());
  await given.use(at);
}
