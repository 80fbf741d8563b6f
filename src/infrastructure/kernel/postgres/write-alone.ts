import type { Sql } from 'sql-template-tag';
import type { Database } from './database.js';
import { asRefusal } from './postgres-errors.js';

/**
 * Runs one statement that writes, on a connection of the pool, outside of any unit of work: a rollback of the running
 * one does not remove it. Returns the number of written rows.
 * @throws Refusal `kernel.unavailable` when the database is away or cannot write now
 */
export async function writeAlone(database: Database, { text, values }: Sql): Promise<number> {
  try {
    const { rowCount } = await database.inTurn(() => database.pool.query(text, values));
    return rowCount ?? 0;
  } catch (error) {
    throw asRefusal(error) ?? error;
  }
}
