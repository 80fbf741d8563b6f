import { Migration } from '@mikro-orm/migrations';
import type { Constructor } from '@mikro-orm/postgresql';
import { createConfig } from '../../../config/index.js';
import { openDatabase } from '../../../src/composition/database/open-database.js';
import { Migrations } from '../../../src/infrastructure/kernel/migrations/migrations.js';

export interface Listed {
  readonly name: string;
  readonly class: Constructor<Migration>;
}

/** A migration without a file and without a down migration. */
export function named(name: string, statements: readonly string[]): Listed {
  class Probe extends Migration {
    override up(): void {
      for (const statement of statements) this.addSql(statement);
    }

    override down(): void {
      this.addSql('drop table second');
      this.addSql(`do $$ begin raise exception 'no way back'; end $$`);
    }
  }
  return { name, class: Probe };
}

/** A migration that runs without a transaction. */
export function namedConcurrent(name: string, statement: string): Listed {
  class Probe extends Migration {
    override up(): void {
      this.addSql(statement);
    }

    override isTransactional(): boolean {
      return false;
    }
  }
  return { name, class: Probe };
}

/** The migrating of the service, with other migrations. */
export async function run<T>(
  url: string,
  list: readonly Listed[],
  work: (migrations: Migrations) => Promise<T>,
  tries = 20,
): Promise<T> {
  const database = await openDatabase(createConfig('test', { databaseUrl: url }), 'migrations');
  const { config } = database.orm;
  config.set('migrations', { ...config.get('migrations'), migrationsList: [...list] });
  try {
    return await work(new Migrations(database, { tries, pauseMs: 100 }));
  } finally {
    await database.close();
  }
}
