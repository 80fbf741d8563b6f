import { MikroORM, type EntitySchema } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import pg, { type Pool } from 'pg';
import type { Sql } from 'sql-template-tag';
import type { Dependency } from '../../application/kernel/readiness.js';
import { asRefusal } from './database-faults.js';

/** Time budget inside the request's 3 s: waiting for a connection, one statement, one lock. In milliseconds. */
const budget = { connection: 1_000, statement: 2_000, lock: 1_000, idleInTransaction: 10_000 };

/** int8 as a number: our keys and counts stay far below 2^53. */
const readTypes = new pg.TypeOverrides();
readTypes.setTypeParser(pg.types.builtins.INT8, Number);

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

  constructor(
    readonly url: string,
    readonly orm: MikroORM,
    private readonly pool: Pool,
  ) {}

  /** Connects nothing yet: a process starts, and lives, without its database. */
  static async open(settings: DatabaseSettings): Promise<Database> {
    const orm = await MikroORM.init(ormOptions(settings));
    return new Database(settings.url, orm, await orm.em.getConnection().getNativeClient());
  }

  /** Rows of a statement with bound parameters. @throws Refusal `kernel.unavailable` when the database is away. */
  async rows<Row extends object>(statement: Sql): Promise<Row[]> {
    try {
      const query = { text: statement.text, values: statement.values, types: readTypes };
      return (await this.pool.query<Row>(query)).rows;
    } catch (error) {
      throw asRefusal(error) ?? error;
    }
  }

  async check(): Promise<void> {
    await this.pool.query('select 1');
  }

  async close(): Promise<void> {
    await this.orm.close(true);
  }
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
    },
    migrations: migrationOptions,
    schemaGenerator: { createForeignKeyConstraints: false, ignoreTriggers: true, ignoreRoutines: true },
    logger: () => undefined,
    colors: false,
  };
}

const migrationOptions = {
  path: new URL('../../../migrations', import.meta.url).pathname,
  glob: '*.js',
  transactional: true,
  allOrNothing: false,
  disableForeignKeys: false,
  snapshot: false,
};
