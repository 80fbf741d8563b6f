import { raw, type Sql } from 'sql-template-tag';

/** The expression of each field of a row. With the keys of a view as `Field`, the compiler finds a missing one. */
export type ColumnOf<Field extends string> = Readonly<Record<Field, string>>;

/** The list of a select, in which each expression has the name of its field. */
export function selected(columnOf: ColumnOf<string>): Sql {
  return raw(
    Object.entries(columnOf)
      .map(([field, column]) => `${column} as "${field}"`)
      .join(', '),
  );
}
