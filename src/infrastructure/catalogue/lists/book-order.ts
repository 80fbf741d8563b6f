import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { BookSort, BookSortKey } from '../../../application/catalogue/book-queries.js';
import type { SortKey } from '../../kernel/postgres/keyset.js';

type Column = Omit<SortKey, 'descending'>;

/** A key of a list with page numbers, and the column of `book_milestone` and `book_change` that has its values. */
interface KeptKey extends SortKey {
  readonly keptAs: string;
}

const names = sql`fold(contributor_names(book.contributors))`;

/** The columns that lists with page numbers and lists with cursors are sorted by. */
export const sharedKeys = {
  /** The first characters of the names, as in their index. */
  author: { column: sql`left(${names}, 200)`, nullable: true },
  year: { column: sql`book.year`, nullable: true },
  created: { column: sql`book.created_at`, nullable: false },
  id: { column: sql`book.id`, nullable: false },
} as const satisfies Partial<Record<BookSortKey, Column>>;

const id = { ...sharedKeys.id, keptAs: 'book_id' };

/** Names are sorted by their first characters first, because the index has only these. */
const keysOf: Readonly<Record<BookSortKey, readonly (Column & { readonly keptAs: string })[]>> = {
  title: [{ column: sql`left(fold(book.title), 500)`, nullable: false, keptAs: 'title' }],
  author: [
    { ...sharedKeys.author, keptAs: 'author' },
    { column: names, nullable: true, keptAs: 'names' },
  ],
  year: [{ ...sharedKeys.year, keptAs: 'year' }],
  created: [{ ...sharedKeys.created, keptAs: 'created' }],
  id: [id],
};

/** The keys of a list with page numbers, the id last. Books without a value come last in both directions. */
export function listKeys(sort: readonly BookSort[]): KeptKey[] {
  const keys = sort.flatMap(({ by, descending }) => keysOf[by].map((key) => ({ ...key, descending })));
  return sort.at(-1)?.by === 'id' ? keys : [...keys, { ...id, descending: false }];
}

/** An order of all books for which milestones are kept. */
export interface BookOrder {
  /** `-year` */
  readonly name: string;
  readonly keys: readonly KeptKey[];
}

/** Every sort key in both directions. */
export const bookOrders: readonly BookOrder[] = (Object.keys(keysOf) as BookSortKey[]).flatMap((by) =>
  [false, true].map((descending) => orderOf([{ by, descending }])),
);

/** The order of a list with at most one sort key. */
export function orderOf([sort = { by: 'id', descending: false }]: readonly BookSort[]): BookOrder {
  return { name: `${sort.descending ? '-' : ''}${sort.by}`, keys: listKeys([sort]) };
}

/** The keys as columns of `book_milestone` or `book_change`, which is called `table`. */
export function keptKeys({ keys }: BookOrder, table: string): SortKey[] {
  return keys.map(({ keptAs, descending, nullable }) => ({
    column: raw(`${table}.${keptAs}`),
    descending,
    nullable,
  }));
}

/** The names of the columns with the keys, for an insert. */
export function keptColumns({ keys }: BookOrder): Sql {
  return join(keys.map(({ keptAs }) => raw(keptAs)));
}

/** The keys of a row of `book` under the names of these columns. */
export function keysAsKept({ keys }: BookOrder): Sql {
  return join(keys.map(({ column, keptAs }) => sql`${column} as ${raw(keptAs)}`));
}

/** The sum of the noted changes of books up to and including the milestone that is called `milestone`. */
export function movedBy(order: BookOrder, milestone: string): Sql {
  return sql`coalesce((select sum(delta) from book_change as change
    where ${upTo(keptKeys(order, 'change'), keptKeys(order, milestone))}), 0)`;
}

/** The name as a constant of SQL: each order has an index of its own, which PostgreSQL uses only for a constant. */
export function nameIn({ name }: BookOrder): Sql {
  return raw(`'${name}'`);
}

/** The condition that one row is not behind another one. */
export function upTo(one: readonly SortKey[], other: readonly SortKey[]): Sql {
  const [key, ...keys] = one;
  const [limit, ...limits] = other;
  if (!key || !limit) return sql`true`;
  const [mine, its] = [key.column, limit.column];
  const before = key.descending ? sql`${mine} > ${its}` : sql`${mine} < ${its}`;
  const next = upTo(keys, limits);
  return key.nullable
    ? sql`(${before} or (${mine} is not null and ${its} is null) or (${mine} is not distinct from ${its} and ${next}))`
    : sql`(${before} or (${mine} = ${its} and ${next}))`;
}

/**
 * Conditions for the rows that are at another row or after it. A row meets at most one of them. They are separate so that
 * each is an index scan.
 */
export function atOrBehind(one: readonly SortKey[], other: readonly SortKey[]): Sql[] {
  const [key, ...keys] = one;
  const [limit, ...limits] = other;
  if (!key || !limit) return [];
  const [mine, its] = [key.column, limit.column];
  if (keys.length === 0) return [key.descending ? sql`${mine} <= ${its}` : sql`${mine} >= ${its}`];
  const same = [sql`${mine} = ${its}`, ...(key.nullable ? [sql`${mine} is null and ${its} is null`] : [])];
  return [
    ...same.flatMap((alike) => atOrBehind(keys, limits).map((part) => sql`${alike} and ${part}`)),
    key.descending ? sql`${mine} < ${its}` : sql`${mine} > ${its}`,
    ...(key.nullable ? [sql`${mine} is null and ${its} is not null`] : []),
  ];
}
