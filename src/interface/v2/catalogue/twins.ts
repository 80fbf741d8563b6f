import type { BookView } from '../../../application/catalogue/views.js';
import { twin } from '../../kernel/twins/twin.js';
import type { ListedBook } from './books/book-shapes.js';
import { presentBook } from './books/present-book.js';

/** What this major says of a book that other majors say, too. */
export const twins = [
  twin<BookView>({
    kind: 'book',
    operations: ['getBook', 'listBooks'],
    present: presentBook,
    meaning: (answer) => {
      const book = answer as ListedBook;
      return {
        title: book.title,
        author: book.contributors && authorsOf(book.contributors),
        isbn: book.isbn,
        isbn13: book.isbn13,
        mainSubject: book.subjects && (book.subjects[0] ?? null),
        subjects: book.subjects,
        year: book.year,
        publisher: book.publisher,
        language: book.language,
        description: book.description,
        copies: book.availability?.copies,
        availableCopies: book.availability?.available,
        createdAt: book.createdAt,
        updatedAt: book.updatedAt,
      };
    },
  }),
];

/** All authors in one text; null for a book without one. */
function authorsOf(contributors: NonNullable<ListedBook['contributors']>): string | null {
  const authors = contributors.filter(({ role }) => role === 'author');
  return authors.map(({ name }) => name).join(', ') || null;
}
