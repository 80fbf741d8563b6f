import type { Book } from '../../../domain/catalogue/book.js';

/** The details of a row that are used to find its book. */
export interface Candidate {
  readonly isbn13: string | null;
  readonly title: string;
  /** Names of the contributors, in order. */
  readonly names: readonly string[];
  readonly year: number | null;
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
  /** Every book with an ISBN or a match key of the candidates, sorted by id. */
  readonly books: readonly { readonly book: Book; readonly matchKey: MatchKey }[];
}

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
  /** The returned books are locked against other writers until the unit of work ends. */
  match(candidates: readonly Candidate[]): Promise<Matched>;
  /** Stores new books and sets their ids. */
  add(books: readonly Book[]): Promise<void>;
  /** Writes all changes and releases all books from memory, so that a long unit of work does not need more memory. */
  flush(): Promise<void>;
}
export const CatalogueImport = Symbol('catalogue.CatalogueImport');
