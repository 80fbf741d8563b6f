import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { fields } from '../../../kernel/minors/additions.js';
import { BookV1 } from '../shapes.js';

/** A book of 1.0, in the order of its fields. */
const before = {
  id: 1,
  title: 'Crime and Punishment',
  author: 'Fyodor Dostoevsky',
  isbn: '978-0-14-305814-4',
  genre: 'fiction',
  year: 1866,
  publisher: 'Penguin Classics',
  language: 'en',
  description: 'A student kills, and cannot live with it.',
  copies: 2,
  available_copies: 1,
  created_at: '2026-12-01T09:30:00.000Z',
  updated_at: '2026-12-01T09:30:00.000Z',
};

const { isbn, genre, ...rest } = before;
const { id, title, author, ...last } = rest;

export const subjectsAndIsbn13: ContractChange = {
  id: 'v1-subjects-and-isbn13',
  minor: '1.1',
  title: 'Books have `subjects` and `isbn13`.',
  why:
    '`genre` is only the first subject, and `isbn` is formatted as it was entered. `subjects` has all subjects, and ' +
    '`isbn13` has 13 digits that can be compared.',
  adds: [fields(BookV1, 'isbn13', 'subjects')],
  example: {
    operationId: 'getBook',
    status: 200,
    after: {
      id,
      title,
      author,
      isbn,
      isbn13: '9780143058144',
      genre,
      subjects: ['fiction', 'crime'],
      ...last,
    },
    before,
  },
};
