import type { Copy } from '../../domain/catalogue/copy.js';

/** The copies, for jobs that change them. */
export interface Copies {
  /** Stores new copies in the running unit of work; they have their ids afterwards. */
  add(copies: readonly Copy[]): Promise<void>;
  /** So many barcodes that no copy has had before. */
  nextBarcodes(count: number): Promise<string[]>;
  /** All copies of a book but the withdrawn ones, by id, locked until the unit of work ends. */
  lockOfBook(bookId: number): Promise<Copy[]>;
  lock(id: number): Promise<Copy | undefined>;
  /**
   * An available copy of the book, locked. Copies that other clients are taking at this moment are passed over;
   * when only such are left it waits for them, so that "none" is true and not a guess.
   */
  lockFree(bookId: number): Promise<Copy | undefined>;
}
export const Copies = Symbol('catalogue.Copies');
