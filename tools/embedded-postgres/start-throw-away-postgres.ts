import { chmod, lstat, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAlive } from './system.js';
import { openCluster, type Cluster } from './cluster.js';
import type { EmbeddedPostgres } from './join-embedded-postgres.js';
import { takeLease } from './lease.js';
import { stopServer } from './server.js';

const PREFIX = 'shelflife-throw-away-';
/**
 * Fast instead of safe: nobody will miss these data after a crash. A deadlock is looked for soon, so that it is found
 * out before the wait for a lock ends also on a machine that has much else to do.
 */
const QUICK = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
  'deadlock_timeout=100ms',
];

/** A server that goes with the tests. */
interface ThrowAwayPostgres extends EmbeddedPostgres {
  readonly cluster: Cluster;
}

/**
 * Starts a PostgreSQL for tests in a fresh folder under the system's temporary folder, with an empty
 * database `shelflife_test`. Leaving stops it, whoever is still connected, and removes the folder.
 * @param settings of PostgreSQL, such as `fsync=off`; they count more than those that make it quick
 */
export async function startThrowAwayPostgres(settings: readonly string[] = []): Promise<ThrowAwayPostgres> {
  await sweep();
  const folder = await mkdtemp(path.join(tmpdir(), `${PREFIX}${String(process.pid)}-`));
  // PostgreSQL's own user must come through here when we are root.
  if (process.getuid?.() === 0) await chmod(folder, 0o755);
  try {
    const cluster = await open(folder, settings);
    const lease = await takeLease(cluster, 'shelflife_test');
    let left: Promise<void> | undefined;
    return { url: lease.url, cluster, leave: () => (left ??= lease.drop().then(() => remove(folder))) };
  } catch (error) {
    await remove(folder);
    throw error;
  }
}

function open(folder: string, settings: readonly string[] = []): Promise<Cluster> {
  const initdb = ['--no-sync', ...[...QUICK, ...settings].map((it) => `--set=${it}`)];
  return openCluster({ folder, initdb });
}

async function remove(folder: string): Promise<void> {
  const place = await realpath(path.join(folder, 'postgres')).catch(() => undefined);
  if (place) {
    await stopServer(await open(folder), 'immediate');
    await rm(place, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
}

/** Removes what test runs left behind that were killed: their process id is in the name of the folder. */
async function sweep(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name);
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    const isOurs = await lstat(folder).then(
      ({ uid }) => uid === process.getuid?.(),
      () => false,
    );
    // Another run may sweep at the same time; what fails now is done by the next one.
    if (isOurs && pid > 0 && !isAlive(pid)) await remove(folder).catch(() => undefined);
  }
}
