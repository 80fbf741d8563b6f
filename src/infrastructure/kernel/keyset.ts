import sql, { join, type Sql } from 'sql-template-tag';
import type { Place } from '../../application/kernel/slice.js';

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
 * are apart so that each can be read off an index, from where it begins.
 */
export function behind(keys: readonly SortKey[], place: Place | undefined): Sql[] {
  const [first] = keys;
  if (!first || place === undefined) return [sql`true`];
  const { column, descending, nullable } = first;
  const value = place[0] ?? null;
  if (value === null) return [sql`(${column} is null and ${anyBehind(keys, place)})`];
  const bound = descending ? sql`${column} <= ${value}` : sql`${column} >= ${value}`;
  const part = sql`(${bound} and ${anyBehind(keys, place)})`;
  return nullable ? [part, sql`${column} is null`] : [part];
}

/** Behind by the first key; or equal by it, and behind by the others. */
function anyBehind(keys: readonly SortKey[], place: Place): Sql {
  const [first, ...others] = keys;
  if (!first) return sql`false`;
  const value = place[0] ?? null;
  const rest = anyBehind(others, place.slice(1));
  const same = value === null ? sql`${first.column} is null` : sql`${first.column} = ${value}`;
  return sql`(${byFirst(first, value)} or (${same} and ${rest}))`;
}

function byFirst({ column, descending, nullable }: SortKey, value: Place[number]): Sql {
  if (value === null) return sql`false`;
  const further = descending ? sql`${column} < ${value}` : sql`${column} > ${value}`;
  return nullable ? sql`(${further} or ${column} is null)` : further;
}
