import type { Book } from '../../domain/catalogue/book.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { Books } from './books.js';

/** Books in memory. Changes of a locked book are stored with the unit of work. */
export class FakeBooks implements Books {
  /** All stored books, including withdrawn ones, sorted by id. */
  stored: readonly Book[] = [];

  constructor(private readonly work: FakeUnitOfWork) {}

  /** Stores a book before a test. Returns the id. */
  given(book: Book): number {
    const id = this.stored.length + 1;
    this.stored = [...this.stored, Object.assign(book, { id })];
    return id;
  }

  add(book: Book): Promise<void> {
    const before = this.stored;
    this.given(book);
    this.work.write(() => (this.stored = before));
    return Promise.resolve();
  }

  lock(id: number): Promise<Book | undefined> {
    const book = this.#find(id);
    if (book) this.work.lock('book', id);
    return Promise.resolve(this.work.track(book));
  }

  lockForKeyShare(id: number): Promise<boolean> {
    const isThere = this.#find(id) !== undefined;
    if (isThere) this.work.lock('book', id);
    return Promise.resolve(isThere);
  }

  #find(id: number): Book | undefined {
    return this.stored.find((book) => book.id === id && book.withdrawnAt === null);
  }
}
