import sql, { empty, raw, type Sql } from 'sql-template-tag';
import type { BookFilter } from '../../application/catalogue/book-queries.js';
import type { BookView } from '../../application/catalogue/views.js';
import { readIsbn } from '../../domain/catalogue/isbn.js';

/** Where each field of a `BookView` comes from. The compiler finds one that is missing. */
const columnOf: Readonly<Record<keyof BookView, string>> = {
  id: 'book.id',
  title: 'book.title',
  subtitle: 'book.subtitle',
  contributors: 'book.contributors',
  isbn: 'book.isbn',
  isbn13: 'book.isbn13',
  publisher: 'book.publisher',
  year: 'book.year',
  language: 'book.language',
  subjects: 'book.subjects',
  description: 'book.description',
  revision: 'book.revision',
  createdAt: 'book.created_at',
  updatedAt: 'book.updated_at',
  copies: 'holdings.copies',
  availableCopies: 'holdings.available',
};

/** The columns of a `BookView`, for a select that joins `holdings`. */
export const bookColumns = raw(
  Object.entries(columnOf)
    .map(([field, column]) => `${column} as "${field}"`)
    .join(', '),
);

/** How many copies the book of the row has; joined to a page of books, never to all of them. */
export const holdings = sql`
  cross join lateral (
    select count(*)::int as copies, (count(*) filter (where status = 'available'))::int as available
    from copy where copy.book_id = book.id and status <> 'withdrawn') as holdings`;

/** What a book must be for a filter to let it through. */
export function conditions(filter: BookFilter): Sql[] {
  const found = [sql`withdrawn_at is null`];
  if (filter.title !== undefined) found.push(contains(sql`fold(book.title)`, filter.title));
  if (filter.author !== undefined) {
    found.push(contains(sql`fold(contributor_names(book.contributors))`, filter.author));
  }
  if (filter.isbn !== undefined) found.push(hasIsbn(filter.isbn));
  if (filter.subject !== undefined)
    found.push(sql`fold_all(book.subjects) @> array[fold(${filter.subject})]`);
  if (filter.yearFrom !== undefined) found.push(sql`book.year >= ${filter.yearFrom}`);
  if (filter.yearTo !== undefined) found.push(sql`book.year <= ${filter.yearTo}`);
  if (filter.available !== undefined) {
    const not = filter.available ? empty : sql`not`;
    found.push(sql`${not} exists (select from copy where copy.book_id = book.id and status = 'available')`);
  }
  return found;
}

/** The part is folded like the column, and what would then be a wildcard stands for itself. */
function contains(column: Sql, part: string): Sql {
  return sql`${column} like '%' || regexp_replace(fold(${part}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
}

function hasIsbn(given: string): Sql {
  const reading = readIsbn(given);
  return 'fault' in reading ? sql`false` : sql`book.isbn13 = ${reading.isbn13}`;
}

/**
 * The books that a search ranks and counts: all that fit, but no more than the first 2,500 by id. Of a word that more
 * books have than that, nobody reads the last page; whoever wants another one adds a word. So a search takes the same
 * in libraries of every size: PostgreSQL goes through the books by id when they are many, and by the words else.
 */
export function candidates(where: Sql): Sql {
  return sql`(select * from book where ${where} order by book.id limit 2500)`;
}
