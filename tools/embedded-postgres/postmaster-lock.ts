import { constants } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Cluster } from './cluster.js';
import { runProgram } from './run-program.js';
import { isAlive, readIfThere } from './system.js';

/** A running postmaster, which may not accept connections yet. */
export interface Server {
  readonly pid: number;
  /** TCP port on 127.0.0.1. */
  readonly port: number;
}

/** Greater than any process id, so no process has it. */
const NOBODYS_PID = 2_147_483_646;
/** A lock file of this age is no longer being written. In milliseconds. */
const TORN_MS = 5_000;

/** Finds the running server of a cluster by its postmaster.pid. */
export async function findServer(cluster: Cluster): Promise<Server | undefined> {
  const lock = await readLock(cluster);
  if (!lock || !(await isPostmaster(lock, cluster))) return undefined;
  return { pid: lock.pid, port: lock.port };
}

interface Lock extends Server {
  /** The path of the data folder, as the server that wrote the file names it. */
  readonly data: string;
  readonly text: string;
}

const lockPath = (cluster: Cluster): string => path.join(cluster.data, 'postmaster.pid');

async function readLock(cluster: Cluster): Promise<Lock | undefined> {
  const text = await readIfThere(lockPath(cluster));
  // Process id, data folder, start time and port, one a line.
  const [pid, data, , port] = text?.split('\n') ?? [];
  if (text === undefined || !data || !(Number(pid) > 0) || !(Number(port) > 0)) return undefined;
  return { pid: Number(pid), port: Number(port), data, text };
}

/** A process id proves nothing: after a crash it may belong to another program. */
async function isPostmaster(lock: Lock, cluster: Cluster): Promise<boolean> {
  const command = await commandOf(lock.pid);
  if (!/\/bin\/postgres[\0 ]/.test(command) || !command.includes(lock.data)) return false;
  const [there, here] = await Promise.all(
    [lock.data, cluster.data].map((folder) => stat(folder).catch(() => undefined)),
  );
  return there !== undefined && there.dev === here?.dev && there.ino === here.ino;
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return (await readIfThere(`/proc/${String(pid)}/cmdline`)) ?? '';
  const how = { account: undefined, cwd: '/' };
  return await runProgram('ps', ['-ww', '-o', 'command=', '-p', String(pid)], how).catch(() => '');
}

/**
 * PostgreSQL takes over the lock file of a dead process, unless its process id now belongs to another program. Only the
 * process id is replaced: from the rest the new server sees whether children of the old one still run.
 */
export async function disarmStaleLock(cluster: Cluster): Promise<void> {
  const lock = await readLock(cluster);
  if (!lock) return await removeTornLock(cluster);
  if ((await isPostmaster(lock, cluster)) || !isAlive(lock.pid)) return;
  const file = await open(lockPath(cluster), constants.O_RDWR | constants.O_NOFOLLOW);
  try {
    if ((await file.readFile('utf8')) !== lock.text) return;
    const disarmed = lock.text.replace(/^\d+/, String(NOBODYS_PID));
    await file.write(disarmed, 0);
  } finally {
    await file.close();
  }
}

/** An unreadable lock file is being written now or, if it is older, incomplete after a crash. */
async function removeTornLock(cluster: Cluster): Promise<void> {
  const found = await stat(lockPath(cluster)).catch(() => undefined);
  if (found && Date.now() - found.mtimeMs > TORN_MS) await rm(lockPath(cluster), { force: true });
}
