import { lstat, mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { accountFor } from './account.js';
import type { Cluster, ClusterWish } from './cluster.js';
import { pathsIn } from './cluster.js';
import { hasCode } from './has-code.js';
import { makeCluster } from './make-cluster.js';
import { findPrograms, refuseOddPath } from './programs.js';

/**
 * Gives the cluster in `<folder>/postgres`, making it when it is not there. Several processes may do so
 * at once: each makes its own, and the first to finish wins. What a crash left half-done is repaired.
 */
export async function openCluster(wish: ClusterWish): Promise<Cluster> {
  const home = path.resolve(wish.folder);
  refuseOddPath(home);
  await makeFolder(home);
  const link = path.join(home, 'postgres');
  const account = await accountFor(path.join(link, 'data'));
  const programs = await findPrograms(account, wish.shelter);
  if (!(await isComplete(link))) {
    await setAside(link);
    await makeCluster(link, wish, account, programs);
  }
  return { ...pathsIn(await realpath(link)), account, programs };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const message = `The folder ${folder} for the embedded PostgreSQL cannot be made: ${(error as Error).message}. `;
    throw new Error(`${message}Make it writable for yourself, or set DATABASE_URL.`, { cause: error });
  }
}

async function isComplete(place: string): Promise<boolean> {
  try {
    await stat(path.join(place, 'password'));
    await stat(path.join(place, 'data', 'global', 'pg_control'));
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}

/** Makes room where something lies that is no whole cluster; nothing with content is deleted. */
async function setAside(link: string): Promise<void> {
  const found = await lstat(link).catch(() => undefined);
  if (found?.isSymbolicLink()) await rm(link, { force: true });
  else if (found) await rename(link, `${link}.broken-${String(Date.now())}`);
}
