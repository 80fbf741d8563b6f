import type { EntityManager } from '@mikro-orm/postgresql';
import { Book } from '../../src/domain/catalogue/book.js';
import { nextNumbers } from '../next-numbers.js';
import { BookFactory, type BookInput } from './book-factory.js';
import { CopyFactory } from './copy-factory.js';

/** A book to be seeded, identified by its ISBN. */
export interface PlannedBook {
  readonly details: Omit<BookInput, 'createdAt'>;
  /** The kind of each copy. */
  readonly kinds: readonly string[];
  readonly createdAt: Date;
}

interface NewBook {
  readonly book: Book;
  readonly kinds: readonly string[];
}

/**
 * Adds the books whose ISBNs are not in the catalogue, with their copies. The copies get the next barcodes in order, so
 * that no barcode is used twice. In an empty library the first one is C00000001.
 */
export async function plantBooks(em: EntityManager, planned: readonly PlannedBook[]): Promise<void> {
  const factory = new BookFactory(em);
  const made = planned.map(({ details, kinds, createdAt }) => ({
    book: factory.makeEntity({ ...details, createdAt }),
    kinds,
  }));
  const taken = await takenIsbns(em, made);
  const missing = made.filter(({ book }) => book.isbn13 !== null && !taken.has(book.isbn13));
  em.persist(missing.map(({ book }) => book));
  await em.flush();
  await plantCopies(em, missing);
}

async function takenIsbns(em: EntityManager, books: readonly NewBook[]): Promise<ReadonlySet<string>> {
  const isbns = books.flatMap(({ book }) => book.isbn13 ?? []);
  const known = await em.find(
    Book,
    { isbn13: { $in: isbns } },
    { fields: ['isbn13'], disableIdentityMap: true },
  );
  return new Set(known.flatMap(({ isbn13 }) => isbn13 ?? []));
}

async function plantCopies(em: EntityManager, books: readonly NewBook[]): Promise<void> {
  const copies = books.flatMap(({ book, kinds }) => kinds.map((kind) => ({ book, kind })));
  const numbers = await nextNumbers(em, 'copy_barcode', copies.length);
  const factory = new CopyFactory(em);
  copies.forEach(({ book, kind }, index) => {
    const barcode = `C${String(numbers[index]).padStart(8, '0')}`;
    const { id: bookId, subjects, createdAt } = book;
    factory.makeOne({ bookId, barcode, kind, shelf: subjects[0] ?? null, createdAt });
  });
  await em.flush();
}
