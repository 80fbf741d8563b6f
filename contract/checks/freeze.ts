import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { deriveContracts } from '../documents.js';
import { freezeAnnouncements } from '../frozen/announcements.js';
import { filesIn, writeJson } from '../frozen/folder.js';
import { harvest, type Harvest } from '../frozen/harvest.js';
import { lockFaults, writeLock } from '../frozen/lock.js';
import { withPostgres } from '../frozen/postgres.js';
import { dayOf, isMajorReleased, majorOf, releasesIn } from '../frozen/releases.js';

/** How many files were frozen, or why none was. */
export interface Frozen {
  readonly files: number;
  readonly faults: readonly string[];
}

/**
 * Adds what is not frozen yet of released minors, and freezes all drafts anew. Files of drafts that nothing declares go.
 * After any fault nothing is written.
 * @param wanted the majors; all if empty
 */
export async function freeze(folder: string, wanted: readonly string[] = []): Promise<Frozen> {
  const served = await deriveContracts();
  const names = served.map(({ name }) => name);
  const spoilt = lockFaults(folder, names);
  if (spoilt.length > 0) return { files: 0, faults: spoilt };
  const majors = served.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const harvests: Harvest[] = [];
  await withPostgres(async () => {
    for (const major of majors) harvests.push(await harvest(folder, major));
  });
  const faults = harvests.flatMap((each) => each.faults);
  if (faults.length > 0) return { files: 0, faults };
  for (const file of [...harvests.flatMap(({ outdated }) => outdated), ...deserted(folder, names)])
    rmSync(join(folder, file));
  const files = harvests.flatMap((each) => [...each.files]);
  for (const [file, content] of files) writeJson(folder, file, content);
  const announced = freezeAnnouncements(folder, majors, dayOf(new Date()));
  writeLock(folder, names);
  return { files: files.length + announced.length, faults: [] };
}

/** The files of majors that are neither served nor released. */
function deserted(folder: string, served: readonly string[]): string[] {
  const releases = releasesIn(folder);
  return filesIn(folder).filter(
    (file) => !served.includes(majorOf(file)) && !isMajorReleased(majorOf(file), releases),
  );
}
