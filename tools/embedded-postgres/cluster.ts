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

/** A cluster that can be started; all paths are absolute and free of symbolic links. */
export interface Cluster {
  /** Contains `data/`, `log` and `password`. */
  readonly place: string;
  readonly data: string;
  readonly log: string;
  readonly password: string;
  /** The user that runs PostgreSQL; undefined means the current user. */
  readonly account: Account | undefined;
  readonly programs: Programs;
}

/** Options of a cluster. */
export interface ClusterWish {
  /** The cluster is in its subfolder `postgres`. */
  readonly folder: string;
  /** More arguments for initdb; used only for a new cluster. */
  readonly initdb?: readonly string[];
  /** For root only: holds files that PostgreSQL's user could not reach otherwise. The default is `SHELTER`. */
  readonly shelter?: string;
}

/** The paths in the folder of a cluster. */
export function pathsIn(place: string): Pick<Cluster, 'place' | 'data' | 'log' | 'password'> {
  const inside = (name: string): string => path.join(place, name);
  return { place, data: inside('data'), log: inside('log'), password: inside('password') };
}

/** Options of a new cluster: its user, its programs, and more arguments for initdb. */
type Wanted = Pick<Cluster, 'account' | 'programs'> & { readonly initdb: readonly string[] };

/**
 * Returns the cluster in `<folder>/postgres`, and creates it if it is missing. When several processes create it at
 * once, the first to finish wins. Repairs a cluster that a crash left incomplete.
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
    const message = `The folder ${folder} for the embedded PostgreSQL cannot be created: ${(error as Error).message}. `;
    throw new Error(`${message}Make it writable for your user, or set DATABASE_URL.`, { cause: error });
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

/** Moves away a folder that is not a complete cluster. A folder with content is never deleted. */
async function setAside(link: string): Promise<void> {
  const found = await lstat(link).catch(() => undefined);
  if (found?.isSymbolicLink()) await rm(link, { force: true });
  else if (found) await rename(link, `${link}.broken-${String(Date.now())}`);
}

/**
 * Creates the cluster that `link` points to, in an incomplete folder beside it (or in the shelter, when the account
 * cannot enter that one), and then moves it there in one step. If another process was first, its cluster stays and this
 * one is discarded.
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
    // Root keeps the folder itself, so that PostgreSQL's user cannot put other files in it.
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
      `PostgreSQL could not create a database cluster in ${path.dirname(place)}. initdb reported:\n${(error as Error).message}\n` +
        'Fix the cause (for a missing library, run "npm ci" again with install scripts allowed), ' +
        'or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

/**
 * Collation and case come from PostgreSQL itself and are the same on every machine. Only character classes come from
 * the system: with plain C, pg_trgm would recognize no letters but A to Z.
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
