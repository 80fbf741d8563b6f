import type { Copy } from '../../domain/catalogue/copy.js';

/** What was found of a book that somebody wants to have. */
export interface FreeCopy {
  /** Whether there is such a book; withdrawn ones are not there. */
  readonly bookExists: boolean;
  /** Undefined when no copy of it is free. */
  readonly copy: Copy | undefined;
}

/** The copies, for jobs that change them. */
export interface Copies {
  /** Stores new copies in the running unit of work; they have their ids afterwards. */
  add(copies: readonly Copy[]): Promise<void>;
  /** Stores what a job has changed of a copy that it locked. What is not saved is not stored. */
  save(copy: Copy): Promise<void>;
  /** So many barcodes that no copy has had before. */
  nextBarcodes(count: number): Promise<string[]>;
  /** All copies of a book but the withdrawn ones, by id, locked until the unit of work ends. */
  lockOfBook(bookId: number): Promise<Copy[]>;
  /** Gives the copy as it is now, locked until the unit of work ends. Withdrawn copies, too. */
  lock(id: number): Promise<Copy | undefined>;
  /**
   * The copy with this barcode, upper and lower case alike; undefined where there is none or its book was given up.
   * Its book is kept, as by `Books.pin`, and then the copy is locked, until the unit of work ends.
   */
  lockByBarcode(barcode: string): Promise<Copy | undefined>;
  /**
   * Keeps the book, as `Books.pin` does, and then locks an available copy of it. Copies that other clients are taking
   * at this moment are passed over; when only such are left it waits for them, so that "none" is true and not a guess.
   */
  lockFree(bookId: number): Promise<FreeCopy>;
}
export const Copies = Symbol('catalogue.Copies');
