import sql, { empty, type Sql } from 'sql-template-tag';
import type { BookFilter } from '../../application/catalogue/book-queries.js';
import type { BookView } from '../../application/catalogue/views.js';
import { isbnsIn } from '../../domain/catalogue/isbn.js';
import { selected, type ColumnOf } from '../kernel/postgres/columns.js';

/** The column of each field of a `BookView`. The compiler finds a missing one. */
const columnOf: ColumnOf<keyof BookView> = {
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
export const bookColumns = selected(columnOf);

/** The number of copies of each book. It is joined to one page of books, never to all books. */
export const holdings = sql`
  cross join lateral (
    select count(*)::int as copies, (count(*) filter (where status = 'available'))::int as available
    from copy where copy.book_id = book.id and status <> 'withdrawn') as holdings`;

/** The conditions of a filter. */
export function conditions(filter: BookFilter): Sql[] {
  const found = [sql`withdrawn_at is null`];
  if (filter.title !== undefined) found.push(contains(sql`fold(book.title)`, filter.title));
  if (filter.author !== undefined) {
    found.push(contains(sql`fold(contributor_names(book.contributors))`, filter.author));
  }
  if (filter.isbn !== undefined) found.push(hasIsbn(filter.isbn));
  if (filter.subject !== undefined)
    found.push(sql`fold_all(book.subjects) @> array[fold(${filter.subject})]`);
  if (filter.language !== undefined) found.push(sql`lower(book.language) = lower(${filter.language})`);
  if (filter.yearFrom !== undefined) found.push(sql`book.year >= ${filter.yearFrom}`);
  if (filter.yearTo !== undefined) found.push(sql`book.year <= ${filter.yearTo}`);
  if (filter.available !== undefined) {
    const not = filter.available ? empty : sql`not`;
    found.push(sql`${not} exists (select from copy where copy.book_id = book.id and status = 'available')`);
  }
  return found;
}

/** Folds the part like the column, and escapes its wildcards. */
function contains(column: Sql, part: string): Sql {
  return sql`${column} like '%' || regexp_replace(fold(${part}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
}

/** The ISBNs in the text; other characters around them do not matter. */
function hasIsbn(given: string): Sql {
  const isbns = isbnsIn(given).map(({ isbn13 }) => isbn13);
  return isbns.length === 0 ? sql`false` : sql`book.isbn13 = any (${isbns})`;
}
