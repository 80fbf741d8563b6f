import type { Book } from '../../domain/catalogue/book.js';

/** Write access to the bibliographic records. Withdrawn books are not returned. */
export interface Books {
  /** Stores a new book in the running unit of work and sets its id. */
  add(book: Book): Promise<void>;
  /** Returns the book, locked against other writers until the unit of work ends. */
  lock(id: number): Promise<Book | undefined>;
  /**
   * Returns whether the book exists. If it does, it cannot be withdrawn until the unit of work ends. The lock is
   * shared: several units of work can hold it at once. Call it before locking a copy of the book.
   */
  lockForKeyShare(id: number): Promise<boolean>;
}
export const Books = Symbol('catalogue.Books');
