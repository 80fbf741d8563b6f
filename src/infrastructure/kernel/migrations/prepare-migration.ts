import type { Migration } from '@mikro-orm/migrations';
import type { Constructor } from '@mikro-orm/postgresql';
import sql, { raw } from 'sql-template-tag';
import type { Database } from '../postgres/database.js';

/**
 * How long a migration waits for a lock. A transactional one may need a table lock, and every request to this table
 * queues behind it, so it gives up long before the requests do. An index that is built concurrently blocks nobody, and
 * has to wait for every transaction that began before it, such as a backup.
 */
const lockTimeout = { transactional: '500ms', concurrent: '5min' };

/**
 * Prepares the one connection for a migration. It sets the lock timeout. It also drops an index that an earlier try
 * left invalid: PostgreSQL maintains such an index without using it, and `if not exists` would take it for complete.
 */
export async function prepareMigration(
  database: Database,
  direction: 'up' | 'down',
  name: string,
): Promise<void> {
  const migration = await written(database, direction, name);
  const kind = !migration || migration.isTransactional() ? 'transactional' : 'concurrent';
  await database.rows(sql`select set_config('lock_timeout', ${lockTimeout[kind]}, false)`);
  if (!migration || kind === 'transactional') return;
  const statements = migration.getQueries().filter((query) => typeof query === 'string');
  const words = new Set(statements.join(' ').split(/\W+/));
  for (const index of await invalidIndexes(database)) {
    if (words.has(index)) await database.rows(raw(`drop index concurrently if exists "${index}"`));
  }
}

/** A migration with its statements; undefined for one of a release that this one does not know. */
async function written(
  { orm }: Database,
  direction: 'up' | 'down',
  name: string,
): Promise<Migration | undefined> {
  const list = orm.config.get('migrations').migrationsList as
    { name: string; class: Constructor<Migration> }[] | undefined;
  const found = list?.find((file) => file.name === name);
  if (!found) return undefined;
  const migration = new found.class(orm.em.getDriver(), orm.config);
  if (!migration.isTransactional()) await migration[direction]();
  return migration;
}

async function invalidIndexes(database: Database): Promise<string[]> {
  const rows = await database.rows<{ name: string }>(sql`
    select relname as name from pg_index join pg_class on pg_class.oid = indexrelid
    where not indisvalid and relkind = 'i' and relnamespace = current_schema()::regnamespace`);
  return rows.map(({ name }) => name);
}
