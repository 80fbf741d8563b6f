import { constants } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import path from 'node:path';
import { buildAside, moveIntoPlace } from './build-aside.js';

/**
 * Where root keeps programs and data that PostgreSQL's user cannot reach below a folder of mode 700.
 * Not /var/tmp: there anybody could plant programs, and old files are swept away one by one.
 */
export const SHELTER = '/var/lib/shelflife-postgres';

/** Makes the shelter, or refuses one that somebody other than root could have filled. */
export async function openShelter(shelter: string): Promise<void> {
  await mkdir(shelter, { recursive: true, mode: 0o755 });
  await refuseUnlessRoots(shelter);
  await chmod(shelter, 0o755);
}

/** Copies the folder of programs into the shelter under that name, unless an earlier start did; gives the copy. */
export async function shelterPrograms(programs: string, name: string, shelter: string): Promise<string> {
  await openShelter(shelter);
  const target = path.join(shelter, name);
  if (!(await exists(target))) {
    await buildAside(shelter, 'programs.new-', async (half) => {
      await copyForAll(programs, half);
      await moveIntoPlace(half, target);
    });
  }
  await refuseUnlessRoots(target);
  return target;
}

/** Copies what is in a folder so that everybody may read it: a strict umask may have kept it for root alone. */
async function copyForAll(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  await chmod(target, 0o755);
  const copies = (await readdir(source, { withFileTypes: true })).map(async (entry) => {
    const [from, to] = [path.join(source, entry.name), path.join(target, entry.name)];
    if (entry.isDirectory()) return await copyForAll(from, to);
    if (entry.isSymbolicLink()) return await symlink(await readlink(from), to);
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    await chmod(to, path.basename(source) === 'bin' ? 0o755 : 0o644);
  });
  await Promise.all(copies);
}

async function refuseUnlessRoots(folder: string): Promise<void> {
  const found = await lstat(folder);
  if (found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0) return;
  throw new Error(
    `${folder} must be a folder that belongs to root and that nobody else may write to, because root runs programs from it. ` +
      'Look at what is there, remove it, and start again.',
  );
}

async function exists(file: string): Promise<boolean> {
  return await lstat(file).then(
    () => true,
    () => false,
  );
}
