import { AsyncLocalStorage } from 'node:async_hooks';
import { MikroORM, type EntityManager, type EntitySchema } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { CompiledQuery, type Transaction } from 'kysely';
import pg, { type Pool } from 'pg';
import type { Sql } from 'sql-template-tag';
import type { Dependency } from '../../application/kernel/readiness.js';
import { asRefusal } from './database-faults.js';
import { migrationFiles } from './migration-files.js';

/**
 * Time budget inside the request's 3 s: waiting for a connection, one statement, one lock. In milliseconds.
 * A lock is waited for longer than PostgreSQL's `deadlock_timeout` of 1 s: else no deadlock would ever be found out.
 */
const budget = { connection: 1_000, statement: 2_000, lock: 1_500, idleInTransaction: 10_000 };

/** int8 as a number: our keys and counts stay far below 2^53. Times as dates: pg's own way. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** A job that writes: its transaction and identity map, and the types of the subjects that it has changed. */
export interface Unit {
  readonly em: EntityManager;
  readonly touched: Set<string>;
}

export interface DatabaseSettings {
  readonly url: string;
  readonly poolMax: number;
  readonly entities: readonly EntitySchema[];
  /** Requests have a time budget, migrations have none but for locks. */
  readonly purpose: 'requests' | 'migrations';
}

/** The one pool of a process: entities for jobs that write, plain SQL for reads. */
export class Database implements Dependency {
  readonly name = 'postgresql';
  /** The unit of work that the present asynchronous path belongs to. */
  readonly units = new AsyncLocalStorage<Unit>();

  constructor(
    readonly url: string,
    readonly orm: MikroORM,
  ) {}

  /** Connects nothing yet: a process starts, and lives, without its database. */
  static async open(settings: DatabaseSettings): Promise<Database> {
    const migrationsList = settings.purpose === 'migrations' ? await migrationFiles() : [];
    const migrations = { ...migrationOptions, migrationsList };
    return new Database(settings.url, await MikroORM.init({ ...ormOptions(settings), migrations }));
  }

  /**
   * Rows of a statement with bound parameters, int8 as numbers. Inside a unit of work it sees what that has written.
   * @throws Refusal `kernel.unavailable` when the database is away
   */
  async rows<Row extends object>({ text, values }: Sql): Promise<Row[]> {
    const unit = this.units.getStore();
    if (unit) return rowsWithin(unit, CompiledQuery.raw(text, values));
    try {
      const pool = await this.pool();
      return (await pool.query<Row>({ text, values })).rows;
    } catch (error) {
      throw asRefusal(error) ?? error;
    }
  }

  async check(): Promise<void> {
    const pool = await this.pool();
    await pool.query('select 1');
  }

  /** The ORM's own; made, and the server reached, at the first use. */
  private pool(): Promise<Pool> {
    return this.orm.em.getConnection().getNativeClient();
  }

  async close(): Promise<void> {
    await this.orm.close(true);
  }
}

async function rowsWithin<Row>({ em }: Unit, query: CompiledQuery): Promise<Row[]> {
  await em.flush();
  const transaction = em.getTransactionContext<Transaction<unknown>>();
  return (await transaction?.executeQuery<Row>(query))?.rows ?? [];
}

function ormOptions({ url, poolMax, entities, purpose }: DatabaseSettings) {
  return {
    clientUrl: url,
    entities: [...entities],
    extensions: [Migrator],
    forceUtcTimezone: true,
    pool: { min: 0, max: poolMax },
    driverOptions: {
      connectionTimeoutMillis: budget.connection,
      statement_timeout: purpose === 'requests' ? budget.statement : 0,
      lock_timeout: budget.lock,
      idle_in_transaction_session_timeout: budget.idleInTransaction,
      application_name: 'shelflife',
      // The ORM would have times as text; entities take dates as well, and plain reads are to have them.
      types,
    },
    schemaGenerator: { createForeignKeyConstraints: false, ignoreTriggers: true, ignoreRoutines: true },
    logger: () => undefined,
    colors: false,
  };
}

const migrationOptions = {
  transactional: true,
  allOrNothing: false,
  disableForeignKeys: false,
  snapshot: false,
};
