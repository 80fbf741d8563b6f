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
 * Faster but not crash-safe, because the data are temporary. Deadlocks are detected early, so that they are found
 * before a lock timeout also on a busy machine.
 */
const QUICK = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
  'deadlock_timeout=100ms',
];

/** A server that lives as long as the tests. */
interface ThrowAwayPostgres extends EmbeddedPostgres {
  readonly cluster: Cluster;
}

/**
 * Starts a PostgreSQL for tests in a new folder in the system's temporary folder, with an empty database
 * `shelflife_test`. Leaving stops it, whatever is connected, and removes the folder.
 * @param settings of PostgreSQL, such as `fsync=off`; they take precedence over those that make it fast
 */
export async function startThrowAwayPostgres(settings: readonly string[] = []): Promise<ThrowAwayPostgres> {
  await sweep();
  const folder = await mkdtemp(path.join(tmpdir(), `${PREFIX}${String(process.pid)}-`));
  // PostgreSQL's own user must be able to enter this folder when root runs the tests.
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

/** Removes the folders of killed test runs. Their names contain the process id. */
async function sweep(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name);
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    const isOurs = await lstat(folder).then(
      ({ uid }) => uid === process.getuid?.(),
      () => false,
    );
    // Another run may do this at the same time. The next run does what fails now.
    if (isOurs && pid > 0 && !isAlive(pid)) await remove(folder).catch(() => undefined);
  }
}
