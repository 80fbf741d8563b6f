import { deriveContracts } from './documents.js';
import { freezeAnnouncements } from './frozen/announcements.js';
import { contractsFolder, writeJson } from './frozen/folder.js';
import { harvest, type Harvest } from './frozen/harvest.js';
import { lockFaults, writeLock } from './frozen/lock.js';
import { withPostgres } from './frozen/postgres.js';

/**
 * `npm run contract:freeze [-- v1 …]`: adds the documents and conversations of each minor that is not frozen yet, and
 * locks them. Locked files are never changed. After any fault nothing is written.
 * @param wanted the majors; all if empty
 */
async function freeze(folder: string, wanted: readonly string[]): Promise<readonly string[]> {
  const served = await deriveContracts();
  const names = served.map(({ name }) => name);
  const spoilt = lockFaults(folder, names);
  if (spoilt.length > 0) return spoilt;
  const majors = served.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const harvests: Harvest[] = [];
  await withPostgres(async () => {
    for (const major of majors) harvests.push(await harvest(folder, major));
  });
  const faults = harvests.flatMap((each) => each.faults);
  if (faults.length > 0) return faults;
  const files = harvests.flatMap((each) => [...each.files]);
  for (const [file, content] of files) writeJson(folder, file, content);
  const announced = freezeAnnouncements(folder, majors);
  writeLock(folder, names);
  process.stdout.write(`${files.length + announced.length} files frozen in contracts/\n`);
  return [];
}

const faults = await freeze(contractsFolder, process.argv.slice(2));
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
