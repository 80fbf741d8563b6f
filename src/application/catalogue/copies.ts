import type { Copy } from '../../domain/catalogue/copy.js';

/** Result of the search for free copies of a book. */
export interface FreeCopies {
  /** False also for a withdrawn book. */
  readonly bookExists: boolean;
  /** At most one of each kind; none when no copy of the book is free. */
  readonly copies: readonly Copy[];
}

/** Write access to the copies. */
export interface Copies {
  /** Stores new copies in the running unit of work and sets their ids. */
  add(copies: readonly Copy[]): Promise<void>;
  /** Stores the changes of a locked copy. Without `save` they are lost. */
  save(copy: Copy): Promise<void>;
  /** Returns this number of barcodes that were never used before. */
  nextBarcodes(count: number): Promise<string[]>;
  /** All copies of a book except withdrawn ones, sorted by id, locked until the unit of work ends. */
  lockOfBook(bookId: number): Promise<Copy[]>;
  /** Returns the copy's present state, locked until the unit of work ends. Withdrawn copies are returned, too. */
  lock(id: number): Promise<Copy | undefined>;
  /** Returns the present states of copies, sorted by id, locked until the unit of work ends. */
  lockAll(ids: readonly number[]): Promise<Copy[]>;
  /**
   * Returns the copy with this barcode, ignoring case; undefined when there is none or its book was withdrawn. Locks
   * first the book, as `Books.lockForKeyShare` does, and then the copy, until the unit of work ends.
   */
  lockByBarcode(barcode: string): Promise<Copy | undefined>;
  /**
   * Locks the book as `Books.lockForKeyShare` does, and then the first available copy of each kind. Copies that other
   * transactions have locked are skipped. When only locked copies are left, it waits for them and locks a single one, so
   * it never reports "none" too early.
   */
  lockFree(bookId: number): Promise<FreeCopies>;
}
export const Copies = Symbol('catalogue.Copies');
