export interface BookTitle {
  readonly bookId: number;
  readonly title: string;
  /** Names of its authors; of a book without any, such as an edited one, of whoever else made it. */
  readonly makers: readonly string[];
}

/** What are these books called? Answered by the catalogue. */
export interface Titles {
  /** In no promised order; books the library gave up are left out. */
  of(bookIds: readonly number[]): Promise<BookTitle[]>;
}
export const Titles = Symbol('circulation.Titles');
