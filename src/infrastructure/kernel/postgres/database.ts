import { AsyncLocalStorage } from 'node:async_hooks';
import { tracingChannel } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { MikroORM } from '@mikro-orm/postgresql';
import { PostgresDialect } from 'kysely';
import pg, { type Pool, type QueryConfig, type QueryResult } from 'pg';
import type { Sql } from 'sql-template-tag';
import { Availability } from '../../../application/kernel/process/availability.js';
import type { Dependency } from '../../../application/kernel/process/readiness.js';
import { channels, type WatchedStatement } from '../../../application/kernel/process/watched.js';
import type { Waiting } from '../../../application/kernel/request/workload.js';
import { asRefusal, isAnswer, isAway, isUnknownName } from './postgres-errors.js';
import {
  connectionOptions,
  onConnect,
  openPool,
  ormOptions,
  replicaOptions,
  timeouts,
  type DatabaseSettings,
} from '../connections/connection-options.js';
import type { PostgresAddress } from '../connections/postgres-address.js';
import { ClientSockets } from '../connections/client-sockets.js';
import { preparedPool } from '../connections/prepared-pool.js';
import { PipelinedConnections } from '../connections/pipelined-connections.js';
import { lsnIn, primaryPosition, Replica } from '../replica/replica.js';
import { RequestDeadline } from '../admission/request-deadline.js';
import { StatementNames } from '../connections/prepared-statements.js';
import type { Transaction } from '../transaction/transaction.js';
import type { Lsn } from '../replica/lsn.js';

const statements = tracingChannel<unknown, WatchedStatement>(channels.statement);

/**
 * For each connection of the pool: requests that have their turn at the database, enough that no connection is idle
 * while somebody hashes or reads a cache, and so few that none of them comes too late for the rest of its work; and
 * requests that wait for their turn, about as many as are served in the second for which they wait.
 */
const perConnection = { inside: 2, outside: 100 };

/**
 * Of the connections of a process, those by which is read outside of transactions: more would not make it faster. With
 * few connections all are for everything; the worker needs so many for its jobs alone.
 */
const readersAtMost = 4;
const forAllElse = 5;

/** So long after PostgreSQL was heard of it counts as there while every connection is busy. In milliseconds. */
const heardLatelyMs = 3_000;

const goodByeMs = 1_000;

type Ask = (question: QueryConfig) => Promise<QueryResult>;

const somebody: Waiting = { isGone: () => false };

/** All connections of a process: a pool, with entities, for jobs that write, and plain SQL on shared ones for reads. */
export class Database implements Dependency {
  readonly name = 'postgresql';
  /** The transaction that the present asynchronous path belongs to. */
  readonly transactions = new AsyncLocalStorage<Transaction>();

  readonly availability = new Availability('postgresql', 'error');

  readonly #onPrimary: Ask;
  #heardAt = -Infinity;
  #checking: Promise<void> | undefined;

  constructor(
    readonly address: PostgresAddress,
    readonly orm: MikroORM,
    readonly deadline: RequestDeadline,
    readonly pool: Pool,
    private readonly names: StatementNames,
    /** Undefined where there are too few connections. */
    private readonly readers: PipelinedConnections | undefined,
    /** Undefined where none is configured. */
    readonly replica: Replica | undefined,
  ) {
    this.#onPrimary = askerOf(pool, readers);
    deadline.whenLate(() => readers?.giveUpSilent());
  }

  /** Connects nothing yet: a process starts, and lives, without its database. */
  static async open(settings: DatabaseSettings): Promise<Database> {
    const { address, poolMax } = settings;
    const [inside, outside] = [poolMax * perConnection.inside, poolMax * perConnection.outside];
    const deadline = new RequestDeadline({ inside, outside, patienceMs: timeouts.connection });
    const reading = Math.max(0, Math.min(readersAtMost, poolMax - forAllElse));
    const sockets = new ClientSockets();
    const pool = openPool(settings, poolMax - reading, sockets);
    const names = new StatementNames();
    const dialect = new PostgresDialect({ pool: preparedPool(pool, names, sockets) });
    const open = (stream: Socket) => new pg.Client({ ...connectionOptions(settings), stream: () => stream });
    const readers = reading > 0 ? new PipelinedConnections(open, reading, onConnect(settings)) : undefined;
    const orm = await MikroORM.init({ ...ormOptions(settings, dialect), ...settings.orm });
    const replica = settings.replica && openReplica(settings, settings.replica, askerOf(pool, readers));
    return new Database(address, orm, deadline, pool, names, readers, replica);
  }

  /**
   * Rows of a statement with bound parameters, int8 as numbers. Inside a unit of work it sees what that has written.
   * @throws Refusal `kernel.unavailable` when the database is away, or there is no time for it
   */
  async rows<Row extends object>(statement: Sql): Promise<Row[]> {
    const running = this.transactions.getStore();
    if (running) return running.rows<Row>(statement);
    const { text, values } = statement;
    const onPrimary = () => this.rowsInTurn<Row>(text, values);
    if (!this.replica) return onPrimary();
    // That one is asked for no turn: turns are for what the primary can do.
    return this.replica.read((ask) => this.query<Row>(text, values, ask), onPrimary);
  }

  private async rowsInTurn<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    try {
      await this.deadline.acquireSlot();
      const found = await this.query<Row>(text, values);
      this.heard();
      return found;
    } catch (error) {
      this.learn(error);
      throw asRefusal(error) ?? error;
    }
  }

  /** The running transaction. @throws Error outside of any */
  transaction(): Transaction {
    const running = this.transactions.getStore();
    if (!running) throw new Error('Only a job inside of UnitOfWork.run() may write.');
    return running;
  }

  /** Up to where the primary has confirmed all changes. @throws Error where nobody can tell */
  async primaryPosition(): Promise<Lsn> {
    return lsnIn(await this.#onPrimary({ text: primaryPosition }));
  }

  /** Does what needs a connection, once the running request has its turn. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    await this.deadline.acquireSlot();
    return this.watched(work);
  }

  /** All who ask at the same time are answered by one statement. */
  check(): Promise<void> {
    return (this.#checking ??= this.ask().finally(() => (this.#checking = undefined)));
  }

  private async ask(): Promise<void> {
    const { used, idle, waiting } = this.poolState();
    const isBusy = used > 0 && (idle === 0 || waiting > 0);
    if (isBusy && performance.now() - this.#heardAt < heardLatelyMs) return;
    await this.deadline.run(somebody, () => this.watched(() => this.query('select 1', [])));
  }

  private async query<Row extends object>(
    text: string,
    values: unknown[],
    where = this.#onPrimary,
  ): Promise<Row[]> {
    const name = this.names.of(text);
    const ask = () => (name === undefined ? where({ text, values }) : named({ name, text, values }, where));
    return (await (statements.hasSubscribers ? statements.tracePromise(ask, { text }) : ask())).rows as Row[];
  }

  /** Learns from how `work` goes whether PostgreSQL is there. */
  private async watched<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.heard();
      return result;
    } catch (error) {
      this.learn(error);
      throw error;
    }
  }

  private learn(error: unknown): void {
    if (isAway(error)) this.availability.markDown(error);
    else if (isAnswer(error)) this.heard();
  }

  private heard(): void {
    this.#heardAt = performance.now();
    this.availability.markUp();
  }

  /** Connections that somebody uses, those that nobody uses, and callers that wait for one. */
  poolState(): { readonly used: number; readonly idle: number; readonly waiting: number } {
    const { totalCount: total, idleCount: idle, waitingCount: waiting } = this.pool;
    const reading = this.readers?.state ?? { used: 0, idle: 0 };
    return { used: total - idle + reading.used, idle: idle + reading.idle, waiting };
  }

  /** Waits a second at most for a server that does not answer to the good-bye. */
  async close(): Promise<void> {
    this.replica?.end();
    this.readers?.end();
    const given = new AbortController();
    const late = wait(goodByeMs, undefined, { signal: given.signal }).catch(() => undefined);
    await Promise.race([this.endPool(), late]).finally(() => given.abort());
  }

  /** The ORM ends its pool only if it has used that itself. */
  private async endPool(): Promise<void> {
    await this.orm.close(true);
    if (!this.pool.ending) await this.pool.end();
  }
}

function openReplica(settings: DatabaseSettings, address: PostgresAddress, primary: Ask): Replica {
  const open = (stream: Socket) =>
    new pg.Client({ ...replicaOptions(settings, address), stream: () => stream });
  return new Replica(open, primary);
}

/** Asks on the connections that are for reading, else on one that is taken for this question. */
function askerOf(pool: Pool, readers: PipelinedConnections | undefined): Ask {
  if (readers) return (question) => readers.query(question);
  return async (question) => {
    const client = await pool.connect();
    try {
      return await client.query(question);
    } finally {
      // One whose connection was cut does not get back into the pool.
      client.release();
    }
  };
}

/** Whoever came first on a connection, and was to make the name known there, may have failed, as for a lock. */
async function named({ name, ...question }: QueryConfig, where: Ask): Promise<QueryResult> {
  try {
    return await where({ name, ...question } as QueryConfig);
  } catch (error) {
    if (!isUnknownName(error)) throw error;
    return where(question);
  }
}
