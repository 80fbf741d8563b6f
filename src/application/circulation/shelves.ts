export interface TakenCopy {
  readonly copyId: number;
  readonly kind: string;
}

/** May I have a copy of this book, and here is one back. Answered by the catalogue. */
export interface Shelves {
  /**
   * Takes a free copy for a loan, or gives undefined when none is free.
   * @throws Refusal `catalogue.book_not_found`
   */
  takeAny(bookId: number): Promise<TakenCopy | undefined>;
  /** Locks a copy until the unit of work ends; to be called before its loan is locked. */
  lock(copyId: number): Promise<void>;
  /** Makes a copy that was out free again. */
  putBack(copyId: number): Promise<void>;
}
export const Shelves = Symbol('circulation.Shelves');
