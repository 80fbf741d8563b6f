import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { thisRelease, type Release } from '../previous-release.js';
import type { Plant } from './plants.js';

const project = path.dirname(thisRelease.dist);

/** A copy of this release with a defect, in a folder that the caller removes. */
export interface Planted extends Release {
  remove(): Promise<void>;
}

/** Makes the copy. @throws Error if the code that the plant replaces is not there */
export async function planted({ title, file, code, by }: Plant): Promise<Planted> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelflife-plant-'));
  for (const entry of await readdir(project))
    if (entry !== 'dist') await symlink(path.join(project, entry), path.join(folder, entry));
  const dist = path.join(folder, 'dist');
  for (const part of ['config', 'migrations', 'seeds', 'src'])
    await cp(path.join(thisRelease.dist, part), path.join(dist, part), { recursive: true });
  const target = path.join(dist, file);
  const before = await readFile(target, 'utf8');
  const after = before.replaceAll(code, () => by);
  if (after === before) throw new Error(`${title}: ${file} has no ${code} to replace.`);
  await writeFile(target, after);
  return { name: title, dist, remove: () => rm(folder, { recursive: true }) };
}
