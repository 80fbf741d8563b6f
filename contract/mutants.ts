import { deriveContracts, type MajorContract } from './documents.js';
import { contractsFolder, conversationsOf } from './frozen/folder.js';
import { inTurns } from './frozen/in-turns.js';
import { withPostgres } from './frozen/postgres.js';
import { isNoticed, presenterMutants } from './mutants/presenter-mutants.js';
import { tryPromises } from './mutants/promise-edits.js';
import { tryBlows, tryBreaking, tryHarmless, type Trial } from './mutants/trials.js';

/** Minimum number of trials of each kind. */
const atLeast = { breaking: 500, harmless: 30, blows: 300, presenters: 30, promises: 40 };

/** `npm run contract:mutants`: proves that the contract check finds every breaking change and flags no harmless one. */
async function provoke(folder: string): Promise<Record<keyof typeof atLeast, Trial>> {
  const majors = await deriveContracts();
  const documents = majors.flatMap(({ minors }) => minors.slice(-1).map(({ document }) => document));
  return {
    breaking: tryBreaking(documents),
    harmless: tryHarmless(documents),
    blows: tryBlows(documents),
    promises: tryPromises(),
    presenters: await withPostgres(() => tryPresenters(folder, majors)),
  };
}

async function tryPresenters(folder: string, majors: readonly MajorContract[]): Promise<Trial> {
  const mutants = majors.flatMap((major) => presenterMutants(major, conversationsOf(folder, major.name)));
  const noticed = await inTurns(mutants, isNoticed);
  const missed = mutants.filter((_, index) => noticed[index] !== true);
  return { tried: mutants.length, wrong: missed.map(({ title }) => `not noticed: ${title}`) };
}

const trials = await provoke(contractsFolder);
const { breaking, harmless, blows, presenters, promises } = trials;
const caught = ({ tried, wrong }: Trial) => `${tried - wrong.length}/${tried}`;
for (const line of Object.values(trials).flatMap(({ wrong }) => wrong)) process.stderr.write(`${line}\n`);
process.stdout.write(
  `breaking ${caught(breaking)}, harmless ${harmless.wrong.length}/${harmless.tried} flagged, ` +
    `mechanical changes ${caught(blows)}, presenters ${caught(presenters)}, ` +
    `promises ${caught(promises)}\n`,
);
const isSharp = Object.entries(trials).every(
  ([kind, { tried, wrong }]) => wrong.length === 0 && tried >= atLeast[kind as keyof typeof atLeast],
);
process.exitCode = isSharp ? 0 : 1;
