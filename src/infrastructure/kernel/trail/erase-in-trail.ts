import sql, { raw, type Sql } from 'sql-template-tag';

/** The table of the audit trail, and the months that were detached from it and are still in the database. */
const trailTables = sql`
  select relname as name from pg_class
  where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
    and relname ~ '^audit_event(_past|_[0-9]{4}_[0-9]{2})?$'
  order by relname`;

/** What is removed from which events. */
export interface Erasure {
  readonly column: 'actor_id' | 'network';
  readonly condition: Sql;
  /** The events are older than this. */
  readonly before: Date;
  /** So many events at most. */
  readonly limit: number;
}

/** How a caller reads rows, and how it writes: `write` returns the number of written rows. */
interface Access {
  readonly rows: <Row extends object>(statement: Sql) => Promise<Row[]>;
  readonly write: (statement: Sql) => Promise<number>;
}

/**
 * Sets a column of old events to null, also in detached months: whoever may no longer be named is named nowhere.
 * Returns the number of events.
 */
export async function eraseInTrail({ rows, write }: Access, erasure: Erasure): Promise<number> {
  let erased = 0;
  for (const { name } of await rows<{ name: string }>(trailTables)) {
    if (erased < erasure.limit)
      erased += await write(erasing(name, { ...erasure, limit: erasure.limit - erased }));
  }
  return erased;
}

/** The times of the events, as an array, tell PostgreSQL which months to open. */
function erasing(table: string, { column, condition, before, limit }: Erasure): Sql {
  const [name, erased] = [raw(table), raw(column)];
  return sql`
    with old as materialized (
      select id, at from ${name} where at < ${before} and ${erased} is not null and ${condition}
      order by at limit ${limit} for update skip locked)
    update ${name} set ${erased} = null
    where at < ${before} and at = any (array(select at from old)) and id = any (array(select id from old))`;
}
