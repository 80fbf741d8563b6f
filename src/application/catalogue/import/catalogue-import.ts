import type { Book } from '../../../domain/catalogue/book.js';

/** What a file says of a book, as far as it helps to recognise it. */
export interface Candidate {
  readonly isbn13: string | null;
  readonly title: string;
  /** Names of the contributors, in order. */
  readonly names: readonly string[];
  readonly year: number | null;
}

/** By what a book without an ISBN is recognised. The texts are without case and accents, by the rule of every search. */
export interface MatchKey {
  readonly title: string;
  readonly names: string;
  readonly year: number | null;
}

export interface Matched {
  /** In the order of what was sought. */
  readonly matchKeys: readonly MatchKey[];
  /** Every book that has an ISBN or a likeness of what was sought, by id. */
  readonly books: readonly { readonly book: Book; readonly matchKey: MatchKey }[];
}

/** Books that a dry run makes have ids from here on; nobody will ever find them under these. */
export const dryRunIds = 2 ** 52;

/** The catalogue, for taking in many books at once. Everything here runs inside a unit of work. */
export interface CatalogueImport {
  /**
   * Waits until no other process is taking in books, and keeps others waiting until the unit of work ends. Two of
   * them would not see each other's new books. Raises the time limits of the unit of work to a minute.
   */
  lock(): Promise<void>;
  /**
   * The same catalogue as a copy to try things on: what is written there is seen there, locks nobody out,
   * and is gone when the unit of work ends. Nothing else of the unit of work may have been used before.
   */
  dryRun(): Promise<CatalogueImport>;
  /** The books are locked against other writers until the unit of work ends. */
  match(candidates: readonly Candidate[]): Promise<Matched>;
  /** Stores new books; they have their ids afterwards. */
  add(books: readonly Book[]): Promise<void>;
  /** Writes what has changed and lets go of all books, so that a long unit of work needs no more memory. */
  flush(): Promise<void>;
}
export const CatalogueImport = Symbol('catalogue.CatalogueImport');
