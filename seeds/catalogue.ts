import sql from 'sql-template-tag';
import type { BookDetails } from '../src/domain/catalogue/book.js';
import { plantBooks } from './catalogue/plant-books.js';
import { syntheticBook } from './catalogue/synthetic-book.js';
import { books } from './content/books.js';
import type { Seed } from './seed.js';
import type { SeedBook } from './content/seed-book.js';

/** Textbooks whose last copy is lent for a few days only: Introduction to Algorithms, Design Patterns, Data-Intensive. */
const shortLoans = new Set(['978-0-262-03384-8', '978-0-201-63361-0', '9781449373320']);

const batch = 2_000;

/** About a hundred well-known books with their copies; and any number of invented ones. */
export const seed: Seed = {
  isEmpty: async (db) => (await db.rows(sql`select id from book limit 1`)).length === 0,

  /** They came one a day, and before any loan of the content. */
  async standard(db) {
    const planned = books.map((book, index) => ({
      details: detailsOf(book),
      kinds: kindsOf(book),
      createdAt: db.daysAgo(730 - index),
    }));
    await plantBooks(db, planned);
  },

  async large(db, progress, size) {
    progress.start(size.books, 'Books');
    for (let start = 0; start < size.books; start += batch) {
      const numbers = Array.from(
        { length: Math.min(batch, size.books - start) },
        (_, index) => start + index,
      );
      const planned = numbers.map((number) => ({
        details: syntheticBook(number),
        kinds: ['standard'],
        createdAt: db.daysAgo(1_400 - (number % 300)),
      }));
      await plantBooks(db, planned);
      progress.step(numbers.length);
    }
    await db.rows(sql`vacuum (analyze) book, copy`);
  },
};

function detailsOf(book: SeedBook): BookDetails {
  return { subtitle: null, publisher: null, description: null, ...book };
}

function kindsOf({ isbn, copies }: SeedBook): string[] {
  return Array.from({ length: copies }, (_, index) =>
    shortLoans.has(isbn) && index === copies - 1 ? 'short_loan' : 'standard',
  );
}
