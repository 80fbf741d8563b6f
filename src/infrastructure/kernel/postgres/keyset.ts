import sql, { join, type Sql } from 'sql-template-tag';
import type { Place } from '../../../application/kernel/storage/slice.js';

/** What a list is sorted by. Nulls come last either way. The last key of a list must be unique and never null. */
export interface SortKey {
  readonly column: Sql;
  readonly descending: boolean;
  readonly nullable: boolean;
}

/** For `order by`. Of a column without nulls it is not said where they come, so that its index can serve both ways. */
export function inOrder(keys: readonly SortKey[]): Sql {
  const each = keys.map(({ column, descending, nullable }) =>
    descending ? sql`${column} desc ${nullable ? sql`nulls last` : sql``}` : sql`${column} asc`,
  );
  return join(each, ', ');
}

/** The place of a row, as a column. */
export function placeIn(keys: readonly SortKey[]): Sql {
  return sql`jsonb_build_array(${join(
    keys.map(({ column }) => column),
    ', ',
  )})`;
}

/**
 * Conditions for the rows behind a place; each row fits one of them at most, and those of the first come first. They
 * are apart so that each can be read off an index, from where it begins: however many rows are alike by the first key,
 * none before the place is looked at.
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
