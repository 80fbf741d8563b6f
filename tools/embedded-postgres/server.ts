import { chown, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Cluster } from './cluster.js';
import { PassingFault, until } from './patience.js';
import type { Server } from './postmaster-lock.js';
import { disarmStaleLock, findServer } from './postmaster-lock.js';
import { programPath } from './programs.js';
import { runProgram } from './run-program.js';
import { freePort, readIfThere } from './system.js';

const STOP_MS = 60_000;
/** Another process started the server first, stopped it again, is stopping it now, or has taken the port. */
const PASSING =
  /already exists|shutdown request|could not bind|TCP\/IP sockets|still in use|bogus data|is empty/;

/**
 * Starts the server of a cluster on its last port, or on another when that is taken.
 * @throws PassingFault when another attempt may succeed, else an error with the last lines of the log
 * @param attempt 1 for the first. An unknown error counts only from the third attempt: before, another process may have
 * killed the server while it started.
 */
export async function startServer(cluster: Cluster, attempt: number): Promise<Server> {
  await disarmStaleLock(cluster);
  const logged = await prepareLog(cluster);
  const port = await freePort(await lastPort(cluster));
  const where = ['-D', cluster.data, '-l', cluster.log, '-o', `-p ${String(port)}`];
  try {
    await pgCtl(cluster, ['start', '-w', '-s', '-t', '60', ...where], false);
  } catch (error) {
    const said = (await readFile(cluster.log, 'utf8')).slice(logged) || (error as Error).message;
    if (PASSING.test(said) || attempt < 3) throw new PassingFault(said, { cause: error });
    throw new Error(startFailed(cluster, said), { cause: error });
  }
  const server = await findServer(cluster);
  if (!server) throw new PassingFault('The server was stopped again at once.');
  return server;
}

/** Stops the server of a cluster, if one runs, and waits until it has ended. */
export async function stopServer(cluster: Cluster, mode: 'fast' | 'immediate'): Promise<void> {
  const server = await findServer(cluster);
  if (!server) return;
  // Not "-w": pg_ctl would also wait for a server that another process starts meanwhile.
  await pgCtl(cluster, ['stop', '-W', '-s', '-m', mode, '-D', cluster.data], true);
  const gone = await until(async () => (await findServer(cluster))?.pid !== server.pid, STOP_MS);
  if (gone) return;
  throw new Error(
    `The embedded PostgreSQL (process ${String(server.pid)}) has not stopped within a minute. ` +
      `See ${cluster.log}, and end that process yourself.`,
  );
}

async function pgCtl(cluster: Cluster, args: readonly string[], ownSession: boolean): Promise<void> {
  const { account, programs } = cluster;
  await runProgram(programPath(programs, 'pg_ctl'), args, { account, cwd: programs.folder, ownSession });
}

/** PostgreSQL records the arguments of its last start. The same port is used again, so that addresses stay the same. */
async function lastPort(cluster: Cluster): Promise<number> {
  const started = (await readIfThere(path.join(cluster.data, 'postmaster.opts'))) ?? '';
  return Number(/"-p" "(\d+)"/.exec(started)?.[1] ?? 0);
}

/** Makes sure that the server can write to its log. Returns the length of the log. */
async function prepareLog({ log, account }: Cluster): Promise<number> {
  const file = await open(log, 'a', 0o600);
  try {
    if (account) await chown(log, account.uid, account.gid);
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

function startFailed({ place, log }: Cluster, said: string): string {
  const lines = said.trim().split('\n').slice(-10).join('\n');
  return (
    `The embedded PostgreSQL did not start. The last lines of ${log}:\n${lines}\n` +
    `Fix the cause, or delete ${place} to start with an empty library, or set DATABASE_URL to a PostgreSQL of your own.`
  );
}
