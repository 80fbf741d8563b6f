import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import pg from 'pg';
import type { Cluster } from './cluster.js';
import { SUPERUSER } from './cluster.js';
import { hasCode } from './system.js';
import { isPassing, persist } from './patience.js';
import type { Server } from './postmaster-lock.js';
import { findServer } from './postmaster-lock.js';
import { startServer, stopServer } from './server.js';

/**
 * The lease of a process on a running server: a connection that holds a shared advisory lock. The operating system
 * closes it with its process, so a crash leaves no lease behind.
 */
export interface Lease {
  /** Connection string with the password, `postgresql://…@127.0.0.1:port/database`. */
  readonly url: string;
  /** Ends the lease; the last process to leave stops the server. Calling it again does nothing. */
  leave(): Promise<void>;
  /** Ends the lease without a check for other leases. */
  drop(): Promise<void>;
}

/** One number for all leases; advisory locks belong to a database, and all leases are on `postgres`. */
const LOCK = 5_347_001;
const PATIENCE_MS = 60_000;
const CONNECT_MS = 5_000;
/** The last process holds the lock until the server has stopped; if that hangs, the others must not hang, too. */
const LOCK_MS = 20_000;

interface Connection {
  readonly client: pg.Client;
  readonly socket: Socket;
}

/**
 * Takes a lease on the cluster's server. Starts the server if it does not run, and creates the database if it is
 * missing.
 */
export async function takeLease(cluster: Cluster, database: string): Promise<Lease> {
  const password = (await readFile(cluster.password, 'utf8')).trim();
  let attempt = 0;
  try {
    return await persist(async () => {
      const server = (await findServer(cluster)) ?? (await startServer(cluster, (attempt += 1)));
      return await leaseOn(cluster, server, password, database);
    }, PATIENCE_MS);
  } catch (error) {
    if (!isPassing(error)) throw explained(error, cluster);
    throw new Error(neverReady(cluster, error), { cause: error });
  }
}

async function leaseOn(cluster: Cluster, server: Server, password: string, database: string): Promise<Lease> {
  const lease = await connect(server, password, 'postgres');
  try {
    await lease.client.query('SELECT pg_advisory_lock_shared($1)', [LOCK]);
    await makeDatabase(lease.client, database);
    // The lock may come from a server that the last process is stopping now. Such a server accepts no connection, so
    // after this connection the lease is certain.
    await disconnect(await connect(server, password, database));
  } catch (error) {
    await disconnect(lease);
    throw error;
  }
  // The lease does not keep a process alive that forgot to leave.
  lease.socket.unref();
  const url = `postgresql://${SUPERUSER}:${password}@127.0.0.1:${String(server.port)}/${encodeURIComponent(database)}`;
  let left: Promise<void> | undefined;
  return { url, leave: () => (left ??= endLease(cluster, lease)), drop: () => disconnect(lease) };
}

async function endLease(cluster: Cluster, lease: Connection): Promise<void> {
  lease.socket.ref();
  try {
    if (await isLast(lease.client)) await stopServer(cluster, 'fast');
  } finally {
    await disconnect(lease);
  }
}

/**
 * Releases the lock. If no other process holds one, takes it exclusively, so that none can join until the server is
 * down.
 */
async function isLast(client: pg.Client): Promise<boolean> {
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [LOCK]);
    const sql = 'SELECT pg_try_advisory_lock($1) AS alone';
    return (await client.query<{ alone: boolean }>(sql, [LOCK])).rows[0]?.alone === true;
  } catch (error) {
    // The server stopped first, and ended the lease.
    if (isPassing(error)) return false;
    throw error;
  }
}

async function makeDatabase(client: pg.Client, database: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (found.rowCount) return;
  try {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } catch (error) {
    // Another process created it first: 42P04 duplicate database, or 23505 at the very same time.
    if (!hasCode(error, '42P04', '23505')) throw error;
  }
}

async function connect(server: Server, password: string, database: string): Promise<Connection> {
  const socket = new Socket();
  const address = { host: '127.0.0.1', port: server.port, user: SUPERUSER, password, database, ssl: false };
  const bounds = { connectionTimeoutMillis: CONNECT_MS, lock_timeout: LOCK_MS };
  const name = { application_name: 'shelflife-lease' };
  const client = new pg.Client({ ...address, ...bounds, ...name, stream: () => socket });
  // Without a listener the end of the server would end this process, too.
  client.on('error', () => undefined);
  await client.connect();
  return { client, socket };
}

async function disconnect({ client, socket }: Connection): Promise<void> {
  socket.ref();
  await client.end().catch(() => undefined);
}

function explained(error: unknown, { place }: Cluster): unknown {
  if (!hasCode(error, '28P01')) return error;
  return new Error(
    `The embedded PostgreSQL rejects the password in ${place}. ` +
      'Put the right password there, or delete that folder to start with an empty library.',
    { cause: error },
  );
}

function neverReady({ log }: Cluster, error: unknown): string {
  return (
    `The embedded PostgreSQL was not ready within a minute (${(error as Error).message.trim()}). ` +
    `See ${log}. If a server hangs, end it, and start again.`
  );
}
