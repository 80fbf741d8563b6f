export interface TakenCopy {
  readonly copyId: number;
  readonly kind: string;
}

/** A copy that the running unit of work has locked. Only `Shelves` can change it. */
export interface LockedCopy {
  readonly id: number;
}

/** Takes copies of a book off the shelf and puts them back. Implemented by the feature `catalogue`. */
export interface Shelves {
  /**
   * Takes a free copy for a loan; returns undefined when none is free.
   * @throws Refusal `catalogue.book_not_found`
   */
  takeAny(bookId: number): Promise<TakenCopy | undefined>;
  /** Locks a copy until the unit of work ends. Call it before locking the loan of the copy. */
  lock(copyId: number): Promise<LockedCopy>;
  /** Makes a copy available that was on loan. */
  putBack(copy: LockedCopy): Promise<void>;
}
export const Shelves = Symbol('circulation.Shelves');
