export interface BookTitle {
  readonly bookId: number;
  readonly title: string;
  /** Names of the authors; for a book without any, such as an edited one, of the other contributors. */
  readonly makers: readonly string[];
}

/** Reads the titles of books. Implemented by the feature `catalogue`. */
export interface Titles {
  /** In no promised order. Withdrawn books are left out. */
  of(bookIds: readonly number[]): Promise<BookTitle[]>;
}
export const Titles = Symbol('circulation.Titles');
