import { reportOf } from '../answers/report.js';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inTurns } from '../../frozen/in-turns.js';
import { contractsFolder } from '../../frozen/folder.js';
import { frozenOperations, type Operation } from '../sources/documents.js';
import type { Databases } from '../sides/databases.js';
import { ownDist } from '../sides/side.js';
import { accountsPlants } from './accounts-plants.js';
import { cataloguePlants } from './catalogue-plants.js';
import { circulationPlants } from './circulation-plants.js';
import { checkPlaces, isTrail, type Plant } from './plant.js';
import { record } from './recording.js';
import { tryOut, type Verdict } from './trial.js';

export const allPlants: readonly Plant[] = [...cataloguePlants, ...circulationPlants, ...accountsPlants];

const atATime = 2;

/**
 * Each operation in its newest minor only, because defects of the core are in all minors. The documents are left out:
 * they take long to make, and tell nothing of the core.
 */
function newestOf(operations: readonly Operation[]): Operation[] {
  const newest = new Map(operations.map((operation) => [`${operation.major} ${operation.id}`, operation]));
  return [...newest.values()].filter(({ path }) => !/[/](openapi|docs)\b/.test(path));
}

interface Wish {
  readonly databases: Databases;
  /** A library that this build has filled. */
  readonly library: string;
  readonly seed: number;
  readonly plants: readonly Plant[];
  readonly say: (text: string) => void;
}

/** Plants each defect in a copy of this build. Returns whether all were found, each in its own operations only. */
export async function tryAllPlants({ databases, library, seed, plants, say }: Wish): Promise<boolean> {
  await checkPlaces(ownDist, plants);
  const operations = newestOf(frozenOperations(contractsFolder));
  const recording = await record(databases, ownDist, { library, operations, seed });
  say(`The sound build has answered ${recording.heard.length} requests.`);
  const folders = await Promise.all(Array.from({ length: atATime }, copyOfDist));
  try {
    const free = [...folders];
    const verdicts = await inTurns(
      plants,
      async (plant) => {
        const dist = free.pop() ?? '';
        const verdict = await tryOut(plant, dist, recording, databases);
        free.push(dist);
        say(lineOf(verdict));
        for (const fault of faultsOf(verdict)) say(fault);
        return verdict;
      },
      atATime,
    );
    const faults = verdicts.flatMap(faultsOf);
    say(`${plants.length} defects, ${faults.length} faults.`);
    return faults.length === 0;
  } finally {
    await Promise.all(folders.map((folder) => rm(dirname(folder), { recursive: true })));
  }
}

function lineOf({ plant, findings, seconds }: Verdict): string {
  const names = Map.groupBy(findings, ({ operation }) => `${operation.major} ${operation.id}`);
  const found = [...names].map(([name, group]) => `${name} ${group.length}`);
  return `${plant.name} (${seconds.toFixed(1)} s): ${found.join(', ') || 'no difference'}`;
}

/** A folder of its own with the compiled service and its packages. */
async function copyOfDist(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shelflife-planted-'));
  const dist = join(folder, 'dist');
  for (const part of ['src', 'config', 'migrations', 'seeds'])
    await cp(join(ownDist, part), join(dist, part), { recursive: true });
  for (const part of ['package.json', 'CHANGELOG.md', 'contracts', 'guides', 'node_modules'])
    await symlink(join(ownDist, '..', part), join(folder, part));
  return dist;
}

/** What is wrong with a verdict: the defect was not found, or it shows somewhere else. */
function faultsOf({ plant, findings }: Verdict): string[] {
  const breaking = findings.filter(({ differences }) => differences.breaking.length > 0);
  const isFound = breaking.some(({ operation }) => plant.touches(operation));
  const elsewhere = breaking.filter(({ operation }) => !plant.touches(operation) && !isTrail(operation));
  return [
    ...(isFound ? [] : [`Not found: ${plant.name}`]),
    ...(elsewhere.length === 0
      ? []
      : [`${plant.name}: other operations differ as well.\n${reportOf(elsewhere, 1)}`]),
  ];
}
