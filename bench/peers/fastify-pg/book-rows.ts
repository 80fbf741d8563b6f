import { pool } from './database.js';
import { Refused } from './refused.js';

export interface BookRow {
  readonly id: number;
  readonly title: string;
  readonly contributors: readonly { readonly name: string; readonly role: string }[];
  readonly isbn: string | null;
  readonly subjects: readonly string[];
  readonly year: number | null;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly description: string | null;
  readonly copies: number;
  readonly available: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const columns = `
  book.id, title, contributors, isbn, subjects, year, publisher, language, description,
  holdings.copies, holdings.available, book.created_at, book.updated_at`;

const holdings = `
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS copies, (count(*) FILTER (WHERE status = 'available'))::int AS available
    FROM copy WHERE copy.book_id = book.id AND status <> 'withdrawn') AS holdings`;

/** The matching books; all of them without a year. */
const where = 'withdrawn_at IS NULL AND ($1::int IS NULL OR year >= $1)';

export async function show(id: number): Promise<object> {
  const { rows } = await pool.query<BookRow>({
    name: 'get-book',
    text: `SELECT ${columns} FROM book ${holdings} WHERE book.id = $1 AND withdrawn_at IS NULL`,
    values: [id],
  });
  if (!rows[0]) throw new Refused(404, 'catalogue.book_not_found', 'There is no such book.');
  return present(rows[0]);
}

export async function listed(page: number, year: number | null): Promise<BookRow[]> {
  const { rows } = await pool.query<BookRow>({
    name: 'list-books',
    text: `SELECT ${columns}
           FROM (SELECT * FROM book WHERE ${where} ORDER BY id LIMIT 10 OFFSET $2) AS book ${holdings}
           ORDER BY book.id`,
    values: [year, (page - 1) * 10],
  });
  return rows;
}

export async function counted(year: number | null): Promise<number> {
  const { rows } = await pool.query<{ total: number }>({
    name: 'count-books',
    text: `SELECT count(*) AS total FROM book WHERE ${where}`,
    values: [year],
  });
  return rows[0]?.total ?? 0;
}

export function present(row: BookRow): object {
  const authors = row.contributors.filter(({ role }) => role === 'author');
  const named = authors.length > 0 ? authors : row.contributors;
  return {
    id: row.id,
    title: row.title,
    author: named.map(({ name }) => name).join(', ') || null,
    isbn: row.isbn,
    genre: row.subjects[0] ?? null,
    year: row.year,
    publisher: row.publisher,
    language: row.language,
    description: row.description,
    copies: row.copies,
    available_copies: row.available,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

export function links(address: string, page: number, total: number): string {
  const url = new URL(address, 'http://localhost');
  const last = Math.max(1, Math.ceil(total / 10));
  const to = (rel: string, target: number): string => {
    url.searchParams.set('page', String(target));
    return `<${url.pathname}${url.search}>; rel="${rel}"`;
  };
  return [
    to('first', 1),
    ...(page > 1 ? [to('prev', Math.min(page - 1, last))] : []),
    ...(page < last ? [to('next', page + 1)] : []),
    to('last', last),
  ].join(', ');
}
