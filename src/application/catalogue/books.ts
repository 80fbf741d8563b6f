import type { Book } from '../../domain/catalogue/book.js';

/** The bibliographic records, for jobs that change them. Withdrawn books are not among them. */
export interface Books {
  /** Stores a new book in the running unit of work; it has its id afterwards. */
  add(book: Book): Promise<void>;
  /** Gives the book locked against other writers until the unit of work ends. */
  lock(id: number): Promise<Book | undefined>;
  /** Books that might be the same as one that is imported: equal ISBN, or equal title without case and accents. */
  lookalikes(isbns: readonly string[], titles: readonly string[]): Promise<Book[]>;
  exists(id: number): Promise<boolean>;
}
export const Books = Symbol('catalogue.Books');
