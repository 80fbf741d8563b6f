import { SecondSide, type Finding } from '../answers/second-side.js';
import { opening } from '../content/fill.js';
import type { Databases } from '../sides/databases.js';
import { startSide } from '../sides/side.js';
import { plantIn, type Plant } from './plant.js';
import type { Recording } from './recording.js';

/** What became of one defect. */
export interface Verdict {
  readonly plant: Plant;
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

/** Answers every recorded request with a defect. @param dist a copy of the compiled files, for this trial alone */
export async function tryOut(
  plant: Plant,
  dist: string,
  recording: Recording,
  databases: Databases,
): Promise<Verdict> {
  const since = performance.now();
  const takeOut = await plantIn(dist, plant);
  try {
    const findings = await play(recording, dist, databases);
    return { plant, findings, seconds: (performance.now() - since) / 1_000 };
  } finally {
    await takeOut();
  }
}

/**
 * Ends with the first change that only one of both has made, or that they have made in different ways: from there on the
 * two libraries differ, and what other operations tell of it says nothing about them.
 */
async function play(
  { library, heard }: Recording,
  dist: string,
  databases: Databases,
): Promise<readonly Finding[]> {
  const copy = await databases.copy(library);
  const side = await startSide(dist, copy, opening);
  const second = new SecondSide(side.line);
  let since = 0;
  try {
    for (const each of heard) {
      await second.hear(each);
      await second.done();
      const last = second.findings.at(-1);
      if (last?.request === each.request && isChange(last)) break;
      if (second.findings.length > 0 && ++since > followed) break;
    }
    return second.findings;
  } finally {
    await side.stop();
    await databases.drop(copy);
  }
}

/** So many requests follow a first difference: enough to see whether other operations differ. */
const followed = 500;

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Whether one side at least has changed its library. */
export function isChange({ operation, request, answer, other }: Omit<Finding, 'differences'>): boolean {
  const isRead = reading.has(request.method) || operation.id === 'checkLoan';
  return !isRead && (answer.status < 400 || other.status < 400);
}
