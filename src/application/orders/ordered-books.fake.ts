import { fault } from '../../domain/kernel/field-fault.js';
import { barcodeTaken, isbnInvalid } from '../../domain/kernel/new-copy.js';
import { bookNotFound } from '../../domain/kernel/not-found.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { OrderedBooks, ReceivedCopy, Shelving, TitleToCome } from './ordered-books.js';

/** A copy in memory. */
export interface FakeCopy extends Shelving, ReceivedCopy {
  readonly bookId: number;
}

/** A catalogue in memory. */
export class FakeOrderedBooks implements OrderedBooks {
  /** The titles of the books, by id from 1. */
  books: readonly TitleToCome[] = [];
  copies: readonly FakeCopy[] = [];

  constructor(private readonly work: FakeUnitOfWork) {}

  known(bookIds: readonly number[]): Promise<ReadonlySet<number>> {
    return Promise.resolve(new Set(bookIds.filter((id) => this.books[id - 1] !== undefined)));
  }

  refuseIsbn(isbn: string, field: string): void {
    const isRight = isbn.startsWith('978');
    if (!isRight) throw new Refusal(isbnInvalid, { [field]: [fault('wrong_format', isbnInvalid.message)] });
  }

  bookFor(title: TitleToCome): Promise<number> {
    const found = title.isbn === null ? -1 : this.books.findIndex(({ isbn }) => isbn === title.isbn);
    if (found !== -1) return Promise.resolve(found + 1);
    const before = this.books;
    this.work.write(() => (this.books = before));
    this.books = [...before, title];
    return Promise.resolve(this.books.length);
  }

  addCopies(
    bookId: number,
    shelving: Shelving,
    barcodes: readonly string[] | number,
  ): Promise<ReceivedCopy[]> {
    if (this.books[bookId - 1] === undefined) return Promise.reject(new Refusal(bookNotFound));
    this.work.lock('book', bookId);
    const before = this.copies;
    const taken = before.map(({ barcode }) => barcode);
    const all =
      typeof barcodes === 'number'
        ? Array.from({ length: barcodes }, (_, at) => `C${taken.length + at + 1}`)
        : barcodes;
    if (all.some((barcode) => taken.includes(barcode))) return Promise.reject(new Refusal(barcodeTaken));
    const made = all.map((barcode, at) => ({ ...shelving, bookId, barcode, copyId: before.length + at + 1 }));
    this.work.write(() => (this.copies = before));
    this.copies = [...before, ...made];
    return Promise.resolve(made.map(({ copyId, barcode }) => ({ copyId, barcode })));
  }
}
