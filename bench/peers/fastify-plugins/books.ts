import type { BookRow } from '../fastify-pg/book-rows.js';
import { pool } from '../fastify-pg/database.js';
import { Refused } from '../fastify-pg/refused.js';
import { toId, toKey } from './ids.js';

interface Row extends Pick<
  BookRow,
  | 'id'
  | 'title'
  | 'contributors'
  | 'isbn'
  | 'subjects'
  | 'year'
  | 'publisher'
  | 'language'
  | 'description'
  | 'created_at'
  | 'updated_at'
> {
  readonly subtitle: string | null;
  readonly isbn13: string | null;
}

const columns = `id, title, subtitle, contributors, isbn, isbn13, subjects, year, publisher, language, description,
  created_at, updated_at`;

export async function showBook(id: string): Promise<object> {
  const { rows } = await pool.query<Row>({
    name: 'v2-get-book',
    text: `SELECT ${columns} FROM book WHERE id = $1 AND withdrawn_at IS NULL`,
    values: [toKey('book', id)],
  });
  if (!rows[0]) throw new Refused(404, 'catalogue.book_not_found', 'There is no such book.');
  return present(rows[0]);
}

/** The next books, and the last of them if there are more. */
export async function listAfter(
  id: number,
  limit: number,
  year: number | null,
): Promise<{ readonly data: object[]; readonly last: number | undefined }> {
  const { rows } = await pool.query<Row>({
    name: 'v2-list-books',
    text: `SELECT ${columns} FROM book
           WHERE withdrawn_at IS NULL AND id > $1 AND ($2::int IS NULL OR year >= $2) ORDER BY id LIMIT $3`,
    values: [id, year, limit + 1],
  });
  const shown = rows.slice(0, limit);
  return { data: shown.map(present), last: rows.length > limit ? shown.at(-1)?.id : undefined };
}

function present(row: Row): object {
  return {
    id: toId('book', row.id),
    title: row.title,
    subtitle: row.subtitle,
    contributors: row.contributors,
    isbn: row.isbn,
    isbn13: row.isbn13,
    publisher: row.publisher,
    year: row.year,
    language: row.language,
    subjects: row.subjects,
    description: row.description,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
