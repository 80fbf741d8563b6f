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
 * For each connection of the pool. `inside`: requests that hold a slot for the database. This keeps every connection
 * busy while some requests hash or read a cache, and leaves each request time for its work. `outside`: requests that
 * wait for a slot, about as many as are served in the second for which they wait.
 */
const perConnection = { inside: 2, outside: 100 };

/**
 * How many connections of a process serve reads outside of transactions. More would not be faster. With few connections
 * there is no such share; the worker needs all of its few for its jobs.
 */
const pipelinedAtMost = 4;
const forAllElse = 5;

/** While every connection is busy, PostgreSQL counts as up for this long after its last answer. In milliseconds. */
const heardLatelyMs = 3_000;

const goodByeMs = 1_000;

type Ask = (question: QueryConfig) => Promise<QueryResult>;

const somebody: Waiting = { isGone: () => false };

/**
 * All connections of a process: a pool with MikroORM for jobs that write, and pipelined connections for plain reads.
 */
export class Database implements Dependency {
  readonly name = 'postgresql';
  /** The transaction of the current asynchronous call chain. */
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
    private readonly pipelined: PipelinedConnections | undefined,
    /** Undefined when no replica is configured. */
    readonly replica: Replica | undefined,
  ) {
    this.#onPrimary = askerOf(pool, pipelined);
    deadline.whenLate(() => pipelined?.giveUpSilent());
  }

  /** Opens no connection yet: a process starts, and runs, without its database. */
  static open(settings: DatabaseSettings): Database {
    const { address, poolMax } = settings;
    const [inside, outside] = [poolMax * perConnection.inside, poolMax * perConnection.outside];
    const deadline = new RequestDeadline({ inside, outside, patienceMs: timeouts.connection });
    const reading = Math.max(0, Math.min(pipelinedAtMost, poolMax - forAllElse));
    const sockets = new ClientSockets();
    const pool = openPool(settings, poolMax - reading, sockets);
    const names = new StatementNames();
    const dialect = new PostgresDialect({ pool: preparedPool(pool, names, sockets) });
    const open = (stream: Socket) => new pg.Client({ ...connectionOptions(settings), stream: () => stream });
    const pipelined = reading > 0 ? new PipelinedConnections(open, reading, onConnect(settings)) : undefined;
    // Not `init`, which loads the migrator and the seeder into every process.
    const orm = new MikroORM({ ...ormOptions(settings, dialect), ...settings.orm });
    const replica = settings.replica && openReplica(settings, settings.replica, askerOf(pool, pipelined));
    return new Database(address, orm, deadline, pool, names, pipelined, replica);
  }

  /**
   * Rows of a statement with bound parameters; int8 becomes a number. Inside a unit of work it sees that unit's writes.
   * @throws Refusal `kernel.unavailable` when the database is away, or when the request has no time left
   */
  async rows<Row extends object>(statement: Sql): Promise<Row[]> {
    const running = this.transactions.getStore();
    if (running?.isOpen) return running.rows<Row>(statement);
    const { text, values } = statement;
    const onPrimary = () => this.rowsInTurn<Row>(text, values);
    if (!this.replica) return onPrimary();
    // The replica needs no slot: slots limit the load on the primary.
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

  /** The running transaction. @throws Error outside of a unit of work */
  transaction(): Transaction {
    const running = this.transactions.getStore();
    if (!running?.isOpen) throw new Error('Only a job inside of UnitOfWork.run() may write.');
    return running;
  }

  /** The position up to which the primary has confirmed all changes. @throws Error when it cannot be read */
  async primaryPosition(): Promise<Lsn> {
    return lsnIn(await this.#onPrimary({ text: primaryPosition }));
  }

  /** Does work that needs a connection, once the running request has a slot. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    await this.deadline.acquireSlot();
    return this.watched(work);
  }

  /** Concurrent callers share one statement. */
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

  /** Updates the availability of PostgreSQL from the outcome of `work`. */
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

  /** Connections in use, idle connections, and callers that wait for a connection. */
  poolState(): { readonly used: number; readonly idle: number; readonly waiting: number } {
    const { totalCount: total, idleCount: idle, waitingCount: waiting } = this.pool;
    const reading = this.pipelined?.state ?? { used: 0, idle: 0 };
    return { used: total - idle + reading.used, idle: idle + reading.idle, waiting };
  }

  /** Waits at most a second for a server that does not answer the end of the connections. */
  async close(): Promise<void> {
    this.replica?.end();
    this.pipelined?.end();
    const given = new AbortController();
    const late = wait(goodByeMs, undefined, { signal: given.signal }).catch(() => undefined);
    await Promise.race([this.endPool(), late]).finally(() => given.abort());
  }

  /** MikroORM ends the pool only if it has used it. */
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

/** Queries on the pipelined connections, or else on a connection of the pool that is taken for one query. */
function askerOf(pool: Pool, pipelined: PipelinedConnections | undefined): Ask {
  if (pipelined) return (question) => pipelined.query(question);
  return async (question) => {
    const client = await pool.connect();
    try {
      return await client.query(question);
    } finally {
      // The pool discards a connection that was cut.
      client.release();
    }
  };
}

/**
 * The first query with this name on a connection, which should have prepared it there, may have failed, as for a lock.
 */
async function named({ name, ...question }: QueryConfig, where: Ask): Promise<QueryResult> {
  try {
    return await where({ name, ...question } as QueryConfig);
  } catch (error) {
    if (!isUnknownName(error)) throw error;
    return where(question);
  }
}
