import type { Book } from '../../../domain/catalogue/book.js';
import type { CopyDetails } from '../../../domain/catalogue/copy.js';
import type { CopyColumn } from './import-row.js';

/** The details of a row that are used to find its book. */
export interface Candidate {
  readonly isbn13: string | null;
  readonly title: string;
  /** Names of the contributors, in order. */
  readonly names: readonly string[];
  readonly year: number | null;
  readonly barcodes: readonly string[];
}

/** A copy with a barcode of the candidates. */
export interface BarcodedCopy extends Pick<CopyDetails, 'barcode' | CopyColumn> {
  readonly id: number;
  readonly bookId: number;
  /** The title of its book. */
  readonly title: string;
  readonly isWithdrawn: boolean;
}

/** Matches books without an ISBN. The texts are folded: without case and accents, by the same rule as in searches. */
export interface MatchKey {
  readonly title: string;
  readonly names: string;
  readonly year: number | null;
}

export interface Matched {
  /** In the order of the candidates. */
  readonly matchKeys: readonly MatchKey[];
  /** Every book with an ISBN or a match key of the candidates, sorted by id, with the number of its copies. */
  readonly books: readonly { readonly book: Book; readonly matchKey: MatchKey; readonly copies: number }[];
  /** Every copy with a barcode of the candidates, ignoring case, withdrawn ones included. */
  readonly barcoded: readonly BarcodedCopy[];
}

/** The result of a part of a unit of work, or why its data cannot be stored. */
export type Attempt<T> = { readonly done: T } | { readonly fault: unknown };

/** Lowest id of books created by a dry run. No stored book reaches it. */
export const dryRunIds = 2 ** 52;

/** Write access to the catalogue for imports. Every method runs in a unit of work. */
export interface CatalogueImport {
  /**
   * Waits until no other import is running, and blocks other imports until the unit of work ends. Two imports at once
   * would not see each other's new books. Raises the time limits of the unit of work to one minute.
   */
  lock(): Promise<void>;
  /**
   * A temporary copy of the catalogue. It sees its own writes, blocks nobody, and is gone when the unit of work ends.
   * Call it before anything else in the unit of work.
   */
  dryRun(): Promise<CatalogueImport>;
  /** The match keys of the candidates, in their order. */
  matchKeys(candidates: readonly Candidate[]): Promise<readonly MatchKey[]>;
  /** The returned books are locked against other writers until the unit of work ends. */
  match(candidates: readonly Candidate[]): Promise<Matched>;
  /** Stores new books and sets their ids. */
  add(books: readonly Book[]): Promise<void>;
  /**
   * Runs a part of the unit of work, with all writes. If its data cannot be stored, its writes are rolled back, its
   * fault is returned, and the unit of work continues. Parts are not nested.
   * @throws what does not lie in the data: an outage, or a deadlock, after which the unit of work runs again
   */
  attempt<T>(part: () => Promise<T>): Promise<Attempt<T>>;
  /** Writes all changes and releases all books from memory, so that a long unit of work does not need more memory. */
  flush(): Promise<void>;
}
export const CatalogueImport = Symbol('catalogue.CatalogueImport');
