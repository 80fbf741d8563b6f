import { pool } from './database.js';

interface Book {
  readonly id: number;
  readonly title: string;
  readonly contributors: readonly { readonly name: string; readonly role: string }[];
  readonly isbn: string | null;
  readonly genre: string | null;
  readonly year: number | null;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly description: string | null;
  readonly copies: number;
  readonly available: number;
  readonly created: string;
  readonly updated: string;
}

/** PostgreSQL formats the times for JSON, so that no Date is made from each and formatted again. */
const json = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const columns = `
  book.id, title, contributors, isbn, subjects[1] as genre, year, publisher, language, description,
  holdings.copies, holdings.available,
  ${json('book.created_at')} as created, ${json('book.updated_at')} as updated`;

const holdings = `
  cross join lateral (
    select count(*)::int as copies, (count(*) filter (where status = 'available'))::int as available
    from copy where copy.book_id = book.id and status <> 'withdrawn') as holdings`;

const one = `select ${columns} from book ${holdings} where book.id = $1 and withdrawn_at is null`;

/** Every row has the total; a page after the last one has one row without a book. */
const listed = (where: string): string => `
  with counted as (select count(*)::int as total from book where ${where})
  select counted.total, page.*
  from counted left join lateral (
    select ${columns}
    from (select * from book where ${where} order by id limit 10 offset $1) as book ${holdings}) as page on true
  order by page.id`;
const all = listed('withdrawn_at is null');
const sinceYear = listed('withdrawn_at is null and year >= $2');

export async function bookById(id: number): Promise<string | undefined> {
  if (!Number.isSafeInteger(id)) return undefined;
  const { rows } = await pool.query<Book>({ name: 'book', text: one, values: [id] });
  return rows[0] && JSON.stringify(present(rows[0]));
}

/** The body of a page of ten, and the number of books on all pages. */
export async function listBooks(page: number, year?: number): Promise<{ body: string; total: number }> {
  const offset = (page - 1) * 10;
  const query =
    year === undefined
      ? { name: 'books', text: all, values: [offset] }
      : { name: 'books-since', text: sinceYear, values: [offset, year] };
  const { rows } = await pool.query<{ total: number } & (Book | { id: null })>(query);
  const books = rows.flatMap((row) => (row.id === null ? [] : [present(row)]));
  return { body: JSON.stringify(books), total: rows[0]?.total ?? 0 };
}

function present(book: Book): object {
  return {
    id: book.id,
    title: book.title,
    author: authorOf(book),
    isbn: book.isbn,
    genre: book.genre,
    year: book.year,
    publisher: book.publisher,
    language: book.language,
    description: book.description,
    copies: book.copies,
    available_copies: book.available,
    created_at: book.created,
    updated_at: book.updated,
  };
}

function authorOf({ contributors }: Book): string | null {
  const authors = contributors.filter(({ role }) => role === 'author');
  const named = authors.length > 0 ? authors : contributors;
  return named.map(({ name }) => name).join(', ') || null;
}
