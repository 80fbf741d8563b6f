import type { Book } from '../../domain/catalogue/book.js';

/** The bibliographic records, for jobs that change them. Withdrawn books are not among them. */
export interface Books {
  /** Stores a new book in the running unit of work; it has its id afterwards. */
  add(book: Book): Promise<void>;
  /** Gives the book locked against other writers until the unit of work ends. */
  lock(id: number): Promise<Book | undefined>;
  /**
   * Whether there is such a book. If there is, it stays until the unit of work ends: nobody locks it, while others
   * may pin it too. To be called before one of its copies is locked.
   */
  lockForKeyShare(id: number): Promise<boolean>;
}
export const Books = Symbol('catalogue.Books');
