import type { Config } from '../../../config/index.js';
import type { Database } from '../../infrastructure/kernel/postgres/database.js';
import { Migrations } from '../../infrastructure/kernel/migrations/migrations.js';
import { openDatabase, withoutPooler } from './open-database.js';

/** Provides the migrations of the configured database for one piece of work. One connection, no time limit. */
export async function withMigrations<T>(
  config: Config,
  work: (migrations: Migrations, database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(withoutPooler(config), 'migrations');
  try {
    return await work(new Migrations(database), database);
  } finally {
    await database.close();
  }
}
