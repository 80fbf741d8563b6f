import { SecondSide, type Finding } from '../answers/second-side.js';
import { opening } from '../content/fill.js';
import type { Databases } from '../sides/databases.js';
import { startSide } from '../sides/side.js';
import { plantIn, type Plant } from './plant.js';
import type { Scene } from './recording.js';

/** What became of one defect. */
export interface Verdict {
  readonly plant: Plant;
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Runs all scenes with a defect. @param dist a copy of the compiled files, for this trial alone */
export async function tryOut(
  plant: Plant,
  dist: string,
  scenes: readonly Scene[],
  databases: Databases,
): Promise<Verdict> {
  const since = performance.now();
  const takeOut = await plantIn(dist, plant);
  try {
    const findings: Finding[] = [];
    for (const scene of scenes) findings.push(...(await play(scene, dist, databases)));
    return { plant, findings, seconds: (performance.now() - since) / 1_000 };
  } finally {
    await takeOut();
  }
}

/**
 * The scene ends with the first write that is answered in another way: from there on the two libraries differ, and what
 * other operations tell of it says nothing about them.
 */
async function play({ library, heard }: Scene, dist: string, databases: Databases): Promise<Finding[]> {
  const copy = await databases.copy(library);
  const side = await startSide(dist, copy, opening);
  const second = new SecondSide(side.line);
  try {
    for (const each of heard) {
      await second.hear(each);
      await second.done();
      const last = second.findings.at(-1);
      if (last?.request === each.request && !reading.has(each.request.method)) break;
    }
    return second.findings;
  } finally {
    await side.stop();
    await databases.drop(copy);
  }
}
