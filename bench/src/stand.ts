import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { createConfig } from '../../config/index.js';
import { withMigrations } from '../../src/composition/database/migrating.js';
import { freePort } from '../../tools/embedded-postgres/system.js';
import { startThrowAwayPostgres } from '../../tools/embedded-postgres/start-throw-away-postgres.js';
import { fillLibrary } from './fill-library.js';
import { cores, pin, startOn } from './pinned.js';
import { childrenOf } from './process-figures.js';

/** The resources that all programs under test share. */
export interface Stand {
  readonly databaseUrl: string;
  readonly postmaster: number;
  readonly redisUrl: string;
  readonly secret: string;
  /** The harness's own connection. */
  readonly client: Client;
  close(): Promise<void>;
}

export const content = { books: 10_000, patrons: 1_000, loans: 100_000 } as const;

/** Memory of ordinary hardware, and no checkpoint in the middle of a round. */
const settings = ['shared_buffers=512MB', 'max_wal_size=8GB', 'checkpoint_timeout=1h'];

/** Starts PostgreSQL with a library, and an empty Redis, on the core of the load. */
export async function openStand(): Promise<Stand> {
  const postgres = await startThrowAwayPostgres(settings);
  const redis = await startRedis();
  await withMigrations(createConfig('test', { databaseUrl: postgres.url }), (migrations) => migrations.up());
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const postmaster = await postmasterOf(client);
  for (const pid of [postmaster, ...childrenOf(postmaster)]) pin(pid, cores.rest);
  await fillLibrary(client, content);
  const close = async () => {
    await client.end();
    redis.stop();
    await postgres.leave();
  };
  const secret = randomBytes(32).toString('hex');
  const stand = { databaseUrl: postgres.url, postmaster, redisUrl: redis.url, secret, client, close };
  await tidy(stand);
  await client.query('vacuum (analyze)');
  await client.query('checkpoint');
  return stand;
}

/** Deletes everything in Redis. */
export async function emptyRedis({ redisUrl }: Stand): Promise<void> {
  const redis = new Redis(redisUrl);
  await redis.flushall();
  await redis.quit();
}

/**
 * Returns the copies that an interrupted load left on loan, and removes dead rows, so that every round starts with the
 * same state. The audit trail and the outbox keep growing, as in production.
 */
export async function tidy({ client }: Stand): Promise<void> {
  await client.query('begin');
  await client.query(`
    with closed as (
      update loan set closed_at = greatest(now(), out_at), close_reason = 'returned'
      where closed_at is null returning copy_id)
    update copy set status = 'available' where id in (select copy_id from closed)`);
  await client.query('commit');
  await client.query('vacuum copy, loan, patron');
}

/** Whether no other client runs a statement or has a transaction open. */
export async function isDatabaseIdle({ client }: Stand): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_stat_activity
     where backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()`,
  );
  return rowCount === 0;
}

/** The process id is the first line of PostgreSQL's lock file. */
async function postmasterOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ file: string }>(`select pg_read_file('postmaster.pid') as file`);
  return Number(rows[0]?.file.split('\n')[0]);
}

async function startRedis(): Promise<{ url: string; stop: () => void }> {
  const port = await freePort(0);
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = startOn(cores.rest, ['redis-server', ...options]);
  child.stdout?.resume();
  child.stderr?.resume();
  const url = `redis://127.0.0.1:${port}`;
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => 50, maxRetriesPerRequest: 200 });
  redis.on('error', () => undefined);
  await Promise.race([
    redis.ping(),
    once(child, 'exit').then(() => Promise.reject(new Error('Redis did not start.'))),
    wait(10_000, undefined, { ref: false }).then(() => Promise.reject(new Error('Redis did not answer.'))),
  ]);
  await redis.quit();
  return { url, stop: () => void child.kill('SIGTERM') };
}
