import { compare } from './differ/compare.js';
import { told } from './differ/report.js';
import { deriveContracts, type MajorContract } from './documents.js';
import { contractsFolder, conversationsOf } from './frozen/folder.js';
import { inTurns } from './frozen/in-turns.js';
import { withPostgres } from './frozen/postgres.js';
import { breakingEdits } from './mutants/breaking-edits.js';
import { alter, type AlteredDocument, type Edit } from './mutants/edit.js';
import { harmlessEdits } from './mutants/harmless-edits.js';
import { isNoticed, presenterMutants } from './mutants/presenter-mutants.js';

/** What is proven at the least. */
const atLeast = { breaking: 100, harmless: 30, presenters: 30 };

/** Each edit in so many places of the newest document of each major. */
const placesEach = 2;

/** How many of something were tried, and which of them went the wrong way. */
interface Trial {
  readonly tried: number;
  readonly wrong: readonly string[];
}

/** `npm run contract:mutants`: whether the gate notices what it must, and nothing else. */
async function provoke(folder: string): Promise<Record<keyof typeof atLeast, Trial>> {
  const majors = await deriveContracts();
  return {
    breaking: tryEdits(majors, breakingEdits, ({ edit, where }, findings) =>
      findings.length > 0 ? [] : [`not noticed: ${edit.title} at ${where}`],
    ),
    harmless: tryEdits(majors, harmlessEdits, ({ edit, where }, findings) =>
      findings.map((finding) => `flagged: ${edit.title} at ${where}: ${finding}`),
    ),
    presenters: await withPostgres(() => tryPresenters(folder, majors)),
  };
}

/** What breaks somebody must be noticed even from one minor to the next; what is harmless, not even within one. */
function tryEdits(
  majors: readonly MajorContract[],
  edits: readonly Edit[],
  judge: (altered: AlteredDocument, findings: readonly string[]) => string[],
): Trial {
  const documents = majors.flatMap(({ minors }) => minors.slice(-1).map(({ document }) => document));
  const mode = edits === harmlessEdits ? 'same' : 'compatible';
  const outcomes = documents.flatMap((document) =>
    edits.flatMap((edit) =>
      alter(document, edit, placesEach).map((altered) =>
        judge(altered, compare(document, altered.document, mode).map(told)),
      ),
    ),
  );
  return { tried: outcomes.length, wrong: outcomes.filter((each) => each.length > 0).flat() };
}

async function tryPresenters(folder: string, majors: readonly MajorContract[]): Promise<Trial> {
  const mutants = majors.flatMap((major) => presenterMutants(major, conversationsOf(folder, major.name)));
  const noticed = await inTurns(mutants, isNoticed);
  const missed = mutants.filter((_, index) => noticed[index] !== true);
  return { tried: mutants.length, wrong: missed.map(({ title }) => `not noticed: ${title}`) };
}

const { breaking, harmless, presenters } = await provoke(contractsFolder);
const caught = ({ tried, wrong }: Trial) => `${tried - wrong.length}/${tried}`;
for (const line of [breaking, harmless, presenters].flatMap(({ wrong }) => wrong))
  process.stderr.write(`${line}\n`);
process.stdout.write(
  `breaking ${caught(breaking)}, harmless ${harmless.wrong.length}/${harmless.tried} flagged, presenters ${caught(presenters)}\n`,
);
const isSharp = Object.entries({ breaking, harmless, presenters }).every(
  ([kind, { tried, wrong }]) => wrong.length === 0 && tried >= atLeast[kind as keyof typeof atLeast],
);
process.exitCode = isSharp ? 0 : 1;
