import type { EntitySchema, Options } from '@mikro-orm/postgresql';
import type { PostgresDialect } from 'kysely';
import pg, { type ClientBase, type ClientConfig, type Pool } from 'pg';
import type { ClientSockets } from './client-sockets.js';
import { requireTimeLimits } from './require-time-limits.js';
import { OrmQueryLogger } from './orm-query-logger.js';
import { type PostgresAddress, postgresOptions } from './postgres-address.js';

/**
 * Time within the request's 3 s: for a connection, one statement, one lock. In milliseconds. The lock timeout is longer
 * than PostgreSQL's `deadlock_timeout` of 1 s; otherwise no deadlock would be detected.
 */
export const timeouts = {
  connection: 1_000,
  statement: 2_000,
  query: 2_250,
  lock: 1_500,
  idleInTransaction: 10_000,
};

/** Shorter on a replica, to leave the primary time to answer instead. */
const onReplica = { connection: 300, statement: 700 };

/** The limits that PostgreSQL itself enforces, by the names of its settings. */
const timeLimits = {
  statement_timeout: timeouts.statement,
  lock_timeout: timeouts.lock,
  idle_in_transaction_session_timeout: timeouts.idleInTransaction,
};

/** Detects a dead connection within a minute or two instead of hours. In milliseconds. */
const keepAliveMs = 30_000;

/**
 * int8 as a number, because our keys and counts stay far below 2^53. A day as a text, which is what MikroORM expects of its
 * `p.date()`; pg would make it a moment in the zone of this process. Times as dates, which is pg's default.
 */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.DATE, String);

export interface DatabaseSettings {
  readonly address: PostgresAddress;
  readonly poolMax: number;
  readonly entities: readonly EntitySchema[];
  /** MikroORM options for a special purpose, such as migrations. */
  readonly orm?: Options;
  /** Requests have a deadline, jobs have PostgreSQL's limits; migrations and seeds have a limit for locks only. */
  readonly purpose: 'requests' | 'jobs' | 'migrations' | 'seeds';
  /** Connections go through a pooler in transaction mode, so the time limits must be set in PostgreSQL. */
  readonly throughPooler: boolean;
  /** A streaming replica, reached without a pooler. */
  readonly replica: PostgresAddress | undefined;
}

/** Options of every connection. Several statements may be in flight on it at a time. */
export function connectionOptions({ address, ...how }: DatabaseSettings): ClientConfig {
  return {
    ...postgresOptions(address),
    pipeline: true,
    connectionTimeoutMillis: timeouts.connection,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    ...limitsToAskFor(how),
    application_name: 'shelflife',
    // MikroORM would return times as text. Entities accept dates as well, and plain reads need dates.
    types,
  };
}

/** Options of a connection to the replica. */
export function replicaOptions(settings: DatabaseSettings, address: PostgresAddress): ClientConfig {
  return {
    ...connectionOptions({ ...settings, address, throughPooler: false }),
    connectionTimeoutMillis: onReplica.connection,
    statement_timeout: onReplica.statement,
  };
}

/** The pool for transactions, and for all reads where there are few connections. */
export function openPool(settings: DatabaseSettings, max: number, sockets: ClientSockets): Pool {
  // pg waits for a promise here, which its types do not declare.
  const hooks = { onConnect: onConnect(settings) };
  const pool = new pg.Pool({
    ...connectionOptions(settings),
    ...queryTimeout(settings),
    ...hooks,
    Client: sockets.Client,
    max,
  });
  // Without listeners a cut connection would end the process. Its user gets the error from the failed statement.
  pool.on('error', () => undefined);
  return pool.on('connect', (client) => client.on('error', () => undefined));
}

/** @param dialect executes all statements of MikroORM */
export function ormOptions({ address, entities, purpose }: DatabaseSettings, dialect: PostgresDialect) {
  return {
    clientUrl: postgresOptions(address).connectionString ?? '',
    entities: [...entities],
    forceUtcTimezone: true,
    // Otherwise the first unit of work would need a second connection to check that the database exists.
    ensureDatabase: purpose === 'migrations',
    driverOptions: dialect,
    // There are no relations, and changes are found by comparison, so entities keep plain properties.
    propagationOnPrototype: false,
    schemaGenerator: { createForeignKeyConstraints: false, ignoreTriggers: true, ignoreRoutines: true },
    logger: () => undefined,
    loggerFactory: () => new OrmQueryLogger(),
    colors: false,
  };
}

/**
 * Runs first on every new connection (pg's `onConnect`). Behind a pooler it checks that the time limits are set,
 * because they cannot be requested there. @throws Error for a connection that must not be used
 */
export function onConnect({ throughPooler }: DatabaseSettings): (client: ClientBase) => Promise<void> {
  return throughPooler ? (client) => requireTimeLimits(client, timeLimits) : () => Promise.resolve();
}

/**
 * Where requests are served, pg waits for a statement of a transaction no longer than PostgreSQL lets it run. After
 * that PostgreSQL, or the network, hangs, and pg cuts the connection (`query_timeout` with `pipeline`).
 */
function queryTimeout({ purpose }: DatabaseSettings): ClientConfig {
  return purpose === 'requests' ? { query_timeout: timeouts.query } : {};
}

/** The database role may have limits, for the pooler; migrations and seeds must not be bound by them. */
function limitsToAskFor({ purpose, throughPooler }: Pick<DatabaseSettings, 'purpose' | 'throughPooler'>) {
  if (throughPooler) return {};
  return purpose === 'requests' || purpose === 'jobs'
    ? timeLimits
    : { ...timeLimits, statement_timeout: 0, options: '-c statement_timeout=0' };
}
