export interface TakenCopy {
  readonly copyId: number;
  readonly kind: string;
}

/** A copy that the running unit of work has locked. Only `Shelves` can do anything with it. */
export interface LockedCopy {
  readonly id: number;
}

/** May I have a copy of this book, and here is one back. Answered by the catalogue. */
export interface Shelves {
  /**
   * Takes a free copy for a loan, or gives undefined when none is free.
   * @throws Refusal `catalogue.book_not_found`
   */
  takeAny(bookId: number): Promise<TakenCopy | undefined>;
  /** Locks a copy until the unit of work ends; to be called before its loan is locked. */
  lock(copyId: number): Promise<LockedCopy>;
  /** Makes a copy that was out free again. */
  putBack(copy: LockedCopy): Promise<void>;
}
export const Shelves = Symbol('circulation.Shelves');
