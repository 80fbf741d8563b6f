import sql, { join, type Sql } from 'sql-template-tag';
import type { Place } from '../../../application/kernel/storage/slice.js';

/**
 * A column that a list is sorted by. Nulls come last in both directions. The last key must be unique and never null.
 */
export interface SortKey {
  readonly column: Sql;
  readonly descending: boolean;
  readonly nullable: boolean;
}

/** For `order by`. A column without nulls gets no `nulls last`, so that its index serves both directions. */
export function inOrder(keys: readonly SortKey[]): Sql {
  const each = keys.map(({ column, descending, nullable }) =>
    descending ? sql`${column} desc ${nullable ? sql`nulls last` : sql``}` : sql`${column} asc`,
  );
  return join(each, ', ');
}

/** The sort keys of a row as one column. */
export function placeIn(keys: readonly SortKey[]): Sql {
  return sql`jsonb_build_array(${join(
    keys.map(({ column }) => column),
    ', ',
  )})`;
}

/**
 * Conditions for the rows after a place. A row meets at most one of them. Rows of the first condition come first. They
 * are separate so that each is an index scan that starts at its first row: even when many rows share the first key, no
 * row before the place is read.
 */
export function behind(keys: readonly SortKey[], place: Place | undefined): Sql[] {
  if (place === undefined) return [sql`true`];
  const [first, ...others] = keys;
  if (!first) return [];
  const value = place[0] ?? null;
  const { column, descending, nullable } = first;
  const same = value === null ? sql`${column} is null` : sql`${column} = ${value}`;
  const alike = behind(others, place.slice(1)).map((part) => sql`(${same} and ${part})`);
  if (value === null) return alike;
  const further = descending ? sql`${column} < ${value}` : sql`${column} > ${value}`;
  return [...alike, further, ...(nullable ? [sql`${column} is null`] : [])];
}
