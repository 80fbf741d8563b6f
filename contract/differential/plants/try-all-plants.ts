import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inTurns } from '../../frozen/in-turns.js';
import { contractsFolder } from '../../frozen/folder.js';
import { frozenOperations } from '../requests/documents.js';
import type { Databases } from '../sides/databases.js';
import { ownDist } from '../sides/side.js';
import { accountsPlants } from './accounts-plants.js';
import { cataloguePlants } from './catalogue-plants.js';
import { circulationPlants } from './circulation-plants.js';
import type { Plant } from './plant.js';
import { Recording } from './recording.js';
import { tryOut, type Verdict } from './trial.js';

const plants: readonly Plant[] = [...cataloguePlants, ...circulationPlants, ...accountsPlants];

const requests = 2_000;
const scenesEach = 500;
const atATime = 2;

interface Wish {
  readonly databases: Databases;
  /** A library that this build has filled. */
  readonly library: string;
  readonly seed: number;
  readonly say: (text: string) => void;
}

/** Plants each defect in a copy of this build. Returns whether all were found, each in its own operations only. */
export async function tryAllPlants({ databases, library, seed, say }: Wish): Promise<boolean> {
  const operations = frozenOperations(contractsFolder);
  const recording = new Recording(databases, ownDist, library, scenesEach);
  const scenes = await recording.record({ requests, seed, operations });
  say(`The sound build has answered ${requests} requests.`);
  const folders = await Promise.all(Array.from({ length: atATime }, copyOfDist));
  try {
    const free = [...folders];
    const verdicts = await inTurns(
      plants,
      async (plant) => {
        const dist = free.pop() ?? '';
        const verdict = await tryOut(plant, dist, scenes, databases);
        free.push(dist);
        say(lineOf(verdict));
        return verdict;
      },
      atATime,
    );
    const faults = verdicts.flatMap(faultsOf);
    for (const fault of faults) say(fault);
    say(`${plants.length} defects, ${faults.length} faults.`);
    return faults.length === 0;
  } finally {
    await Promise.all(folders.map((folder) => rm(path.dirname(folder), { recursive: true })));
  }
}

function lineOf({ plant, findings, seconds }: Verdict): string {
  const names = Map.groupBy(findings, ({ operation }) => `${operation.major} ${operation.id}`);
  const found = [...names].map(([name, group]) => `${name} ${group.length}`);
  return `${plant.name} (${seconds.toFixed(1)} s): ${found.join(', ') || 'no difference'}`;
}

/** A folder of its own with the compiled service and its packages. */
async function copyOfDist(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-planted-'));
  const dist = path.join(folder, 'dist');
  for (const part of ['src', 'config', 'migrations', 'seeds'])
    await cp(path.join(ownDist, part), path.join(dist, part), { recursive: true });
  for (const part of ['package.json', 'CHANGELOG.md', 'node_modules'])
    await symlink(path.join(ownDist, '..', part), path.join(folder, part));
  return dist;
}

/** What is wrong with a verdict, as sentences: the defect was not found, or somewhere else. */
function faultsOf({ plant, findings }: Verdict): string[] {
  const breaking = findings.filter(({ differences }) => differences.breaking.length > 0);
  if (breaking.length === 0) return [`not found: ${plant.name}`];
  const elsewhere = breaking.filter(({ operation }) => !plant.touches(operation));
  const names = new Set(elsewhere.map(({ operation }) => `${operation.major} ${operation.id}`));
  return [...names].map((name) => `${plant.name}: ${name} differs as well`);
}
