import { readdirSync, readFileSync } from 'node:fs';
import { createConfig } from '../../../config/index.js';
import { prepareDatabase } from '../../../src/composition/database/prepare-database.js';
import { findServer } from '../../../tools/embedded-postgres/postmaster-lock.js';
import { startServer, stopServer } from '../../../tools/embedded-postgres/server.js';
import { startThrowAwayPostgres } from '../../../tools/embedded-postgres/start-throw-away-postgres.js';

/** A PostgreSQL of the test's own with a seeded library, for fault injection. */
export interface PrivatePostgres {
  readonly url: string;
  /** Stops it: cleanly but without waiting for clients (`fast`), or as a crash does (`immediate`). */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again at the same address. */
  start(): Promise<void>;
  /** Makes it hang: connections stay open, no query is answered (SIGSTOP to all of its processes). */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/** Commits are durable before they are confirmed, and the deadlock timeout is the default, as in production. */
const honest = ['synchronous_commit=on', 'full_page_writes=on', 'deadlock_timeout=1s'];

export async function privatePostgres(): Promise<PrivatePostgres> {
  const server = await startThrowAwayPostgres(honest);
  const { url, cluster } = server;
  await prepareDatabase(createConfig('test', { databaseUrl: url }));
  const signal = async (name: 'SIGSTOP' | 'SIGCONT') => {
    const running = await findServer(cluster);
    if (!running) throw new Error('There is no server to stop.');
    // The parent first: otherwise it would see its children stop, and start new ones.
    for (const pid of [running.pid, ...childrenOf(running.pid)]) process.kill(pid, name);
  };
  return {
    url,
    stop: (mode) => stopServer(cluster, mode),
    start: async () => void (await startServer(cluster, 1)),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    remove: async () => {
      await signal('SIGCONT').catch(() => undefined);
      await server.leave();
    },
  };
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number {
  try {
    // The process name before it may contain anything, including brackets.
    return Number(/.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}
