import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cores, startOn } from './pinned.js';
import { environment, type CacheKind, type Program } from './programs.js';
import { showsBook } from './shows-book.js';
import type { Stand } from './stand.js';
import { temporaryFolder } from './temporary-folder.js';

/** A running program under test. */
export interface Server {
  readonly program: Program;
  readonly pid: number;
  readonly url: string;
  /** Only for Shelflife. */
  readonly metricsUrl: string | undefined;
  /** From its start to its first answer with a book. */
  readonly startMs: number;
  stop(): Promise<void>;
}

const logs = temporaryFolder();

/**
 * The output of the server goes into a real pipe, as on a platform, not into the socket that Node would give it. On the
 * other core `tail` reads it, and keeps the end for an error message.
 */
const piped = `exec "$@" > >(exec taskset -c ${cores.rest} tail -c 4000 > "$LOG" 2>&1) 2>&1`;

/** The flags with which Shelflife is deployed into half a gigabyte (Procfile); the others get the same. */
const flags = ['--enable-source-maps', '--max-semi-space-size=16', '--max-old-space-size=384'];

let count = 0;

/** @param more flags for Node */
export async function startServer(
  program: Program,
  stand: Stand,
  cache: CacheKind,
  more: readonly string[] = [],
): Promise<Server> {
  const env = await environment(program, stand, cache);
  const log = path.join(logs, `${program.name}-${++count}`);
  const url = `http://127.0.0.1:${env['PORT']}`;
  const since = performance.now();
  const command = ['bash', '-c', piped, 'bench', process.execPath, ...flags, ...more, program.main];
  const child = startOn(cores.server, command, { ...env, LOG: log });
  const ended = once(child, 'exit');
  while (!(await showsBook(url))) {
    if (child.exitCode !== null || performance.now() - since > 30_000) {
      child.kill('SIGKILL');
      await wait(200);
      throw new Error(`${program.title} did not start:\n${readFileSync(log, 'utf8')}`);
    }
    await wait(2);
  }
  const startMs = performance.now() - since;
  const metrics = env['METRICS_PORT'];
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const metricsUrl = metrics === undefined ? undefined : `http://127.0.0.1:${metrics}/metrics`;
  return { program, pid: child.pid ?? 0, url, metricsUrl, startMs, stop };
}
