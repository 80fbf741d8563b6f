import type { Config } from '../../config/index.js';
import { Migrations } from '../infrastructure/kernel/migrations.js';
import { openDatabase, withoutPooler } from './open-database.js';

/** Lends the migrations of the configured database for one piece of work. One connection, no time limit. */
export async function withMigrations<T>(
  config: Config,
  work: (migrations: Migrations) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(withoutPooler(config), 'migrations');
  try {
    return await work(new Migrations(database));
  } finally {
    await database.close();
  }
}
