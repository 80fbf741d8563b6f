import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Redis } from 'ioredis';

import { connectRedis } from '../../src/infrastructure/kernel/redis/redis.js';

/** A `redis-server` of the test's own, for fault injection. */
export interface PrivateServer {
  readonly pid: number;
  /** Kills it like a crash (SIGKILL) and waits until it is gone. */
  kill(): Promise<void>;
  /** Makes it hang: connections stay open, no command is answered (SIGSTOP). */
  freeze(): void;
  thaw(): void;
  /** Starts it again on the same port, with the data of the last `SAVE`. */
  restart(): Promise<void>;
}

export interface StartedRedis extends PrivateServer {
  readonly port: number;
  stop(): Promise<void>;
}

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** The Redis of `REDIS_URL`, otherwise a private one; undefined without either, see {@link privateRedis}. */
export async function testRedis(): Promise<(TestRedis & { readonly server?: PrivateServer }) | undefined> {
  const url = process.env['REDIS_URL'];
  return url ? { url, stop: () => Promise.resolve() } : privateRedis();
}

/**
 * A `redis-server` from the PATH on a free port of 127.0.0.1, which stores nothing on disk without a `SAVE`.
 * Without the program: undefined and a visible warning, or an error when `REQUIRE_REDIS` is 1.
 */
export async function privateRedis(): Promise<(TestRedis & { readonly server: PrivateServer }) | undefined> {
  if (!installed()) return undefined;
  const server = await startRedis({ port: await freePort() });
  return { url: `redis://127.0.0.1:${server.port}`, server, stop: () => server.stop() };
}

/** Starts one with its own settings. Its folder is removed when it is stopped. */
export async function startRedis(how: {
  readonly port: number;
  readonly settings?: readonly string[];
  /** A Sentinel instead of a server, with these lines of configuration. It writes to this configuration. */
  readonly sentinel?: readonly string[];
}): Promise<StartedRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'shelflife-redis-'));
  const where = ['--bind', '127.0.0.1', '--port', String(how.port), '--dir', folder];
  const server = how.sentinel
    ? new Server([join(folder, 'sentinel.conf'), '--sentinel', ...where], '+monitor master')
    : new Server([...where, '--save', '', '--appendonly', 'no', ...(how.settings ?? [])], 'Ready to accept');
  if (how.sentinel) await writeFile(join(folder, 'sentinel.conf'), how.sentinel.join('\n'));
  await server.restart();
  const stop = async (): Promise<void> => {
    await server.kill();
    await rm(folder, { recursive: true });
  };
  return Object.assign(server, { port: how.port, stop });
}

/** A connection that is ready for use. The caller disconnects it. */
export async function connected(url: string): Promise<Redis> {
  const redis = connectRedis(url);
  await once(redis, 'ready');
  return redis;
}

/** Deletes all its data. */
export async function flush(url: string): Promise<void> {
  const redis = await connected(url);
  await redis.flushall();
  redis.disconnect();
}

class Server implements PrivateServer {
  #child: ChildProcess | undefined;

  constructor(
    private readonly args: readonly string[],
    private readonly sign: string,
  ) {}

  get pid(): number {
    if (!this.#child?.pid) throw new Error('redis-server was never started');
    return this.#child.pid;
  }

  async restart(): Promise<void> {
    const child = spawn('redis-server', this.args);
    this.#child = child;
    const endWithTests = (): boolean => child.kill('SIGKILL');
    process.once('exit', endWithTests);
    child.once('exit', () => process.off('exit', endWithTests));
    await ready(child, this.sign);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  freeze(): void {
    process.kill(this.pid, 'SIGSTOP');
  }

  thaw(): void {
    process.kill(this.pid, 'SIGCONT');
  }
}

/** Resolves when the server reports that it listens. Rejects with its output when it ends instead. */
function ready(child: ChildProcess, sign: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(sign)) resolve();
    });
    child.once('exit', () => reject(new Error(`redis-server did not start:\n${said}`)));
  });
}

let warned = false;
export function installed(): boolean {
  if (spawnSync('redis-server', ['--version']).status === 0) return true;
  const lack = 'there is no redis-server in the PATH (Debian: apt install redis-server)';
  if (process.env['REQUIRE_REDIS'] === '1') throw new Error(`REQUIRE_REDIS=1, but ${lack}`);
  if (!warned) console.warn(`\n!!! The tests that need Redis are PENDING: ${lack}.\n`);
  warned = true;
  return false;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
