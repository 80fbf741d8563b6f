import type { BookView } from '../../../application/catalogue/views.js';
import { twin } from '../../kernel/twins/twin.js';
import { presentBook } from './present.js';
import type { BookV1 } from './shapes.js';

/** What this major says of a book that other majors say, too. */
export const twins = [
  twin<BookView>({
    kind: 'book',
    operations: ['getBook', 'listBooks', 'searchBooks'],
    present: presentBook,
    meaning: (answer) => {
      const book = answer as BookV1;
      return {
        title: book.title,
        author: book.author,
        isbn: book.isbn,
        isbn13: book.isbn13,
        mainSubject: book.genre,
        subjects: book.subjects,
        year: book.year,
        publisher: book.publisher,
        language: book.language,
        description: book.description,
        copies: book.copies,
        availableCopies: book.available_copies,
        createdAt: book.created_at,
        updatedAt: book.updated_at,
      };
    },
    intended: [
      {
        path: '$.author',
        why: 'A book without an author shows all other contributors as its author, so that v1 never shows none.',
        applies: ({ contributors }) =>
          contributors.length > 0 && contributors.every(({ role }) => role !== 'author'),
      },
    ],
  }),
];
