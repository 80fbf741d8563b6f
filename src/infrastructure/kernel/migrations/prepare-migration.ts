import type { Migration } from '@mikro-orm/migrations';
import type { Constructor } from '@mikro-orm/postgresql';
import sql, { raw } from 'sql-template-tag';
import type { Database } from '../postgres/database.js';

/**
 * For how long a migration waits for a lock. In a transaction it may want a table for itself, and then every request
 * to this table queues behind it: it gives up well before those do. An index that is built concurrently bars nobody,
 * and has to wait for every transaction that began before it, a backup for example.
 */
const lockTimeout = { transactional: '500ms', concurrent: '5min' };

/**
 * Makes the one connection ready for a migration: its patience for locks; and an index that an earlier try left
 * unfinished, which PostgreSQL keeps up to date and never uses, is dropped, for `if not exists` would take it for
 * done.
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

/** A migration with its statements; undefined for one that was run by a release that this one knows nothing of. */
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
