import { parseArgs } from 'node:util';
import { check } from './checks/check.js';
import { contractsFolder } from './frozen/folder.js';
import { freeze } from './checks/freeze.js';
import { git } from './frozen/git.js';
import { writeLock } from './frozen/lock.js';
import { addReleases, dayOf, isDay, releasesIn } from './frozen/releases.js';
import { deriveContracts, type MajorContract } from './documents.js';

/**
 * `npm run contract:release -- 2.3 [1.2 …] [--on 2027-01-15]`: freezes these drafts a last time, checks everything, and
 * makes them promises. It writes the files of one commit and does not commit them.
 */
async function release(folder: string, minors: readonly string[], day: string): Promise<readonly string[]> {
  const majors = await deriveContracts();
  const refused = [
    ...obstacles(folder, day),
    ...minors.flatMap((each) => whyNot(each, minors, folder, majors)),
  ];
  if (refused.length > 0) return refused;
  const { faults } = await freeze(folder);
  if (faults.length > 0) return faults;
  const broken = (await check(folder)).flatMap((verdict) => verdict.faults);
  if (broken.length > 0) return broken;
  addReleases(folder, minors, day);
  writeLock(
    folder,
    majors.map(({ name }) => name),
    true,
  );
  return [];
}

/** What prevents any release. */
function obstacles(folder: string, day: string): string[] {
  const last = [...releasesIn(folder).values()].at(-1) ?? '';
  const status = git(folder, 'status', '--porcelain');
  return [
    ...(status === undefined ? ['A release needs the repository, in which the drafts are committed.'] : []),
    ...(status ? ['There are uncommitted changes: a release is a commit of its own.'] : []),
    ...(isDay(day) ? [] : [`${day} is not a day, such as 2027-01-15.`]),
    ...(day < last ? [`The last release was on ${last}, which is after ${day}.`] : []),
  ];
}

function whyNot(
  minor: string,
  wanted: readonly string[],
  folder: string,
  majors: readonly MajorContract[],
): string[] {
  const releases = releasesIn(folder);
  if (releases.has(minor)) return [`${minor} was released on ${releases.get(minor)}.`];
  const all = majors.map((major) => major.minors.map((each) => each.minor));
  const own = all.find((each) => each.includes(minor)) ?? [];
  const earlier = own.slice(0, Math.max(0, own.indexOf(minor)));
  const missing = earlier.filter(
    (each) => !releases.has(each) && !wanted.slice(0, wanted.indexOf(minor)).includes(each),
  );
  return own.length === 0
    ? [`No change declares ${minor}.`]
    : missing.map((each) => `${each} comes before ${minor}, and is not released.`);
}

const { values, positionals: minors } = parseArgs({
  allowPositionals: true,
  options: { on: { type: 'string' } },
});
const day = values.on ?? dayOf(new Date());
const faults =
  minors.length === 0
    ? ['Say which minors: npm run contract:release -- 2.3']
    : await release(contractsFolder, minors, day);
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length === 0) {
  const title = `Release ${minors.join(', ')}`;
  process.stdout.write(
    `${title}, on ${day}: git add contracts && git commit -m "${title}" makes it a promise.\n`,
  );
}
process.exitCode = faults.length > 0 ? 1 : 0;
