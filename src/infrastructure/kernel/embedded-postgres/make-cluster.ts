import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { canReach } from './account.js';
import { buildAside, moveIntoPlace } from './build-aside.js';
import type { ClusterWish } from './cluster.js';
import { pathsIn, SUPERUSER } from './cluster.js';
import { hasCode } from './has-code.js';
import type { Programs } from './programs.js';
import { programPath } from './programs.js';
import type { Account } from './run-program.js';
import { runProgram } from './run-program.js';
import { openShelter } from './shelter.js';

/**
 * Makes the cluster that `link` shall lead to: in a half-done folder beside it (or in the shelter, when the
 * account cannot enter that one), which then takes its place in one step. When another process was first,
 * its cluster stays and ours is discarded.
 */
export async function makeCluster(
  link: string,
  wish: ClusterWish,
  account: Account | undefined,
  programs: Programs,
): Promise<void> {
  const home = path.dirname(link);
  const sheltered = account !== undefined && !(await canReach(account, home));
  if (sheltered) await openShelter(wish.shelter);
  await buildAside(sheltered ? wish.shelter : home, 'postgres.new-', async (half) => {
    await fillPlace(half, wish.initdb, account, programs);
    if (sheltered) await settleInShelter(half, link);
    else await moveIntoPlace(half, link);
  });
}

async function fillPlace(
  place: string,
  extra: readonly string[],
  account: Account | undefined,
  programs: Programs,
): Promise<void> {
  const { data, log, password } = pathsIn(place);
  await mkdir(data, { mode: 0o700 });
  await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600 });
  await writeFile(log, '', { mode: 0o600 });
  if (account) {
    // Root keeps the folder itself, so that PostgreSQL's user cannot put other files in these places.
    await chmod(place, 0o755);
    for (const file of [data, log, password]) await chown(file, account.uid, account.gid);
  }
  await runInitdb(place, extra, account, programs);
}

async function runInitdb(
  place: string,
  extra: readonly string[],
  account: Account | undefined,
  programs: Programs,
): Promise<void> {
  const { data, password } = pathsIn(place);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  const args = [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
  ];
  args.push(...localeArguments(), ...settings.map((setting) => `--set=${setting}`), ...extra);
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
