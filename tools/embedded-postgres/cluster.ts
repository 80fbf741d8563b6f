import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { accountFor } from './account.js';
import { buildAside, moveIntoPlace } from './build-aside.js';
import type { Programs } from './programs.js';
import { findPrograms, openShelter, programPath, refuseOddPath, SHELTER } from './programs.js';
import type { Account } from './run-program.js';
import { canReach, runProgram } from './run-program.js';
import { hasCode } from './system.js';

/** The database superuser of every embedded cluster. */
export const SUPERUSER = 'shelflife';

/** A cluster that is ready to be started; all paths are absolute and free of symbolic links. */
export interface Cluster {
  /** Holds `data/`, `log` and `password`. */
  readonly place: string;
  readonly data: string;
  readonly log: string;
  readonly password: string;
  /** Who runs PostgreSQL; ourselves when undefined. */
  readonly account: Account | undefined;
  readonly programs: Programs;
}

/** What a cluster shall be like. */
export interface ClusterWish {
  /** The cluster is kept in its subfolder `postgres`. */
  readonly folder: string;
  /** Further arguments for initdb; they count only when the cluster is made. */
  readonly initdb?: readonly string[];
  /** Takes what PostgreSQL's user cannot reach otherwise, for root only. Absent, it is `SHELTER`. */
  readonly shelter?: string;
}

/** Where what lies in the place of a cluster. */
export function pathsIn(place: string): Pick<Cluster, 'place' | 'data' | 'log' | 'password'> {
  const inside = (name: string): string => path.join(place, name);
  return { place, data: inside('data'), log: inside('log'), password: inside('password') };
}

/** How a new cluster is made: further arguments for initdb, and whose programs run it. */
type Wanted = Pick<Cluster, 'account' | 'programs'> & { readonly initdb: readonly string[] };

/**
 * Gives the cluster in `<folder>/postgres`, making it when it is not there. Several processes may do so
 * at once: each makes its own, and the first to finish wins. What a crash left half-done is repaired.
 */
export async function openCluster(wish: ClusterWish): Promise<Cluster> {
  const { shelter = SHELTER, initdb = [] } = wish;
  const home = path.resolve(wish.folder);
  refuseOddPath(home);
  await makeFolder(home);
  const link = path.join(home, 'postgres');
  const account = await accountFor(path.join(link, 'data'));
  const programs = await findPrograms(account, shelter);
  if (!(await isComplete(link))) {
    await setAside(link);
    const wanted = { initdb, account, programs };
    await makeCluster(link, wanted, shelter);
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

/**
 * Makes the cluster that `link` shall lead to: in a half-done folder beside it (or in the shelter, when the
 * account cannot enter that one), which then takes its place in one step. When another process was first,
 * its cluster stays and ours is discarded.
 */
async function makeCluster(link: string, wanted: Wanted, shelter: string): Promise<void> {
  const { account } = wanted;
  const home = path.dirname(link);
  const isSheltered = account !== undefined && !(await canReach(account, home));
  if (isSheltered) await openShelter(shelter);
  await buildAside(isSheltered ? shelter : home, 'postgres.new-', async (half) => {
    await fillPlace(half, wanted);
    if (isSheltered) await settleInShelter(half, link);
    else await moveIntoPlace(half, link);
  });
}

async function fillPlace(place: string, wanted: Wanted): Promise<void> {
  const { account } = wanted;
  const { data, log, password } = pathsIn(place);
  await mkdir(data, { mode: 0o700 });
  await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600 });
  await writeFile(log, '', { mode: 0o600 });
  if (account) {
    // Root keeps the folder itself, so that PostgreSQL's user cannot put other files in these places.
    await chmod(place, 0o755);
    for (const file of [data, log, password]) await chown(file, account.uid, account.gid);
  }
  await runInitdb(place, wanted);
}

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'timezone=UTC',
  'log_timezone=UTC',
].map((setting) => `--set=${setting}`);

async function runInitdb(place: string, { initdb, account, programs }: Wanted): Promise<void> {
  const { data, password } = pathsIn(place);
  const access = [`--username=${SUPERUSER}`, `--pwfile=${password}`, '--auth=scram-sha-256'];
  const args = [`--pgdata=${data}`, ...access, ...localeArguments(), ...settings, ...initdb];
  try {
    await runProgram(programPath(programs, 'initdb'), args, { account, cwd: programs.folder });
  } catch (error) {
    throw new Error(
      `PostgreSQL could not make a new database in ${path.dirname(place)}. Its initdb said:\n${(error as Error).message}\n` +
        'Put right what it names (a missing library: run "npm ci" again, with install scripts allowed), ' +
        'or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

/**
 * Order and case come from PostgreSQL itself and are the same on every machine. Only the classes of
 * characters come from the system: with plain C, pg_trgm would see no letters but A to Z.
 */
function localeArguments(): string[] {
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const builtin = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  return ['--encoding=UTF8', ...builtin, '--locale=C', `--lc-ctype=${ctype}`];
}

async function settleInShelter(half: string, link: string): Promise<void> {
  const place = half.replace('postgres.new-', 'postgres-');
  await rename(half, place);
  try {
    await symlink(place, link);
  } catch (error) {
    await rm(place, { recursive: true, force: true });
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}
