import { opening } from '../content/fill.js';
import { accessSweepOf } from '../requests/sweep.js';
import type { Operation } from '../requests/documents.js';
import type { Heard } from '../requests/talk.js';
import { talkWith, turnsOf } from '../requests/talk-with.js';
import type { Databases } from '../sides/databases.js';
import { startSide } from '../sides/side.js';

/** What a sound build has answered, and the library from which it began. */
export interface Recording {
  readonly library: string;
  readonly heard: readonly Heard[];
}

/** How many requests there are until the end of each phase. */
const until = { access: 600, reads: 1_700, all: 2_600 };

/**
 * Talks with a sound build once, so that its answers can be compared with those of every defect. Reads come before
 * writes: they have the most combinations, and a defect that shows in one of them does not end the comparison.
 */
export async function record(
  databases: Databases,
  dist: string,
  { library, operations, seed }: { library: string; operations: readonly Operation[]; seed: number },
): Promise<Recording> {
  const copy = await databases.copy(library);
  const side = await startSide(dist, copy, opening);
  const heard: Heard[] = [];
  const phases = [
    { until: until.access, speak: accessSweepOf(operations) },
    { until: until.reads, speak: turnsOf(operations.filter(isRead)) },
    { until: until.all, speak: turnsOf(operations) },
  ];
  try {
    await talkWith(side.line, { seed, operations, phases }, (each) => {
      heard.push(each);
      return Promise.resolve();
    });
  } finally {
    await side.stop();
    await databases.drop(copy);
  }
  return { library, heard };
}

/** Whether it reads by parameters. A check of a loan reads, too. */
function isRead({ id, method, parameters }: Operation): boolean {
  return id === 'checkLoan' || (method === 'GET' && parameters.some((each) => each.in === 'query'));
}
