import type { EntitySchema, Options } from '@mikro-orm/postgresql';
import type { PostgresDialect } from 'kysely';
import pg, { type ClientBase, type ClientConfig, type Pool } from 'pg';
import type { ClientSockets } from './client-sockets.js';
import { requireTimeLimits } from './require-time-limits.js';
import { OrmQueryLogger } from './orm-query-logger.js';
import { type PostgresAddress, postgresOptions } from './postgres-address.js';

/**
 * Time inside the request's 3 s: waiting for a connection, one statement, one lock. In milliseconds.
 * A lock is waited for longer than PostgreSQL's `deadlock_timeout` of 1 s: else no deadlock would ever be found out.
 */
export const timeouts = {
  connection: 1_000,
  statement: 2_000,
  query: 2_250,
  lock: 1_500,
  idleInTransaction: 10_000,
};

/** Less on a replica: the primary must still have the time to answer in its place. */
const onReplica = { connection: 300, statement: 700 };

/** Those of them that PostgreSQL keeps, by its own names. */
const timeLimits = {
  statement_timeout: timeouts.statement,
  lock_timeout: timeouts.lock,
  idle_in_transaction_session_timeout: timeouts.idleInTransaction,
};

/** A connection that nobody answers on any more is found out in a minute or two, and not in hours. In milliseconds. */
const keepAliveMs = 30_000;

/** int8 as a number: our keys and counts stay far below 2^53. Times as dates: pg's own way. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

export interface DatabaseSettings {
  readonly address: PostgresAddress;
  readonly poolMax: number;
  readonly entities: readonly EntitySchema[];
  /** Settings of MikroORM for a purpose of its own, such as migrations. */
  readonly orm?: Options;
  /** Requests have a deadline, jobs have PostgreSQL's own limits; migrations and seeds have none but for locks. */
  readonly purpose: 'requests' | 'jobs' | 'migrations' | 'seeds';
  /** A pooler in transaction mode lies on the way: PostgreSQL has to keep the time limits by itself. */
  readonly throughPooler: boolean;
  /** A streaming replica, reached without a pooler. */
  readonly replica: PostgresAddress | undefined;
}

/** What every connection is told. Several statements may be on their way on it at a time. */
export function connectionOptions({ address, ...how }: DatabaseSettings): ClientConfig {
  return {
    ...postgresOptions(address),
    pipeline: true,
    connectionTimeoutMillis: timeouts.connection,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    ...limitsToAskFor(how),
    application_name: 'shelflife',
    // The ORM would have times as text; entities take dates as well, and plain reads are to have them.
    types,
  };
}

/** What a connection to the replica is told. */
export function replicaOptions(settings: DatabaseSettings, address: PostgresAddress): ClientConfig {
  return {
    ...connectionOptions({ ...settings, address, throughPooler: false }),
    connectionTimeoutMillis: onReplica.connection,
    statement_timeout: onReplica.statement,
  };
}

/** The pool for everything that runs in transactions, and for all else where there are few connections. */
export function openPool(settings: DatabaseSettings, max: number, sockets: ClientSockets): Pool {
  // pg waits for a promise here, which its types do not say.
  const hooks = { onConnect: onConnect(settings) };
  const pool = new pg.Pool({
    ...connectionOptions(settings),
    ...queryTimeout(settings),
    ...hooks,
    Client: sockets.Client,
    max,
  });
  // Without listeners a cut connection would end the process. Whoever uses it is told by the statement that fails.
  pool.on('error', () => undefined);
  return pool.on('connect', (client) => client.on('error', () => undefined));
}

/** @param dialect what all statements of MikroORM go through */
export function ormOptions({ address, entities, purpose }: DatabaseSettings, dialect: PostgresDialect) {
  return {
    clientUrl: postgresOptions(address).connectionString ?? '',
    entities: [...entities],
    forceUtcTimezone: true,
    // The first unit of work would need a second connection to ask whether there is such a database.
    ensureDatabase: purpose === 'migrations',
    driverOptions: dialect,
    // There are no relations, and what has changed is found by comparing: objects keep their fields for themselves.
    propagationOnPrototype: false,
    schemaGenerator: { createForeignKeyConstraints: false, ignoreTriggers: true, ignoreRoutines: true },
    logger: () => undefined,
    loggerFactory: () => new OrmQueryLogger(),
    colors: false,
  };
}

/**
 * What is done first on every new connection (pg's `onConnect`). Behind a pooler that is to look whether the limits are
 * there that nobody can ask for. @throws Error for a connection that must not be used
 */
export function onConnect({ throughPooler }: DatabaseSettings): (client: ClientBase) => Promise<void> {
  return throughPooler ? (client) => requireTimeLimits(client, timeLimits) : () => Promise.resolve();
}

/**
 * Where requests are served, no statement of a transaction is waited for longer than PostgreSQL itself would let it run:
 * then PostgreSQL, or the way to it, hangs, and pg cuts the connection (`query_timeout` with `pipeline`).
 */
function queryTimeout({ purpose }: DatabaseSettings): ClientConfig {
  return purpose === 'requests' ? { query_timeout: timeouts.query } : {};
}

/** The account itself may have a limit, for the sake of a pooler; migrations and seeds must not be bound by it. */
function limitsToAskFor({ purpose, throughPooler }: Pick<DatabaseSettings, 'purpose' | 'throughPooler'>) {
  if (throughPooler) return {};
  return purpose === 'requests' || purpose === 'jobs'
    ? timeLimits
    : { ...timeLimits, statement_timeout: 0, options: '-c statement_timeout=0' };
}
