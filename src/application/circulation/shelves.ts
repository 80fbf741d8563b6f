/** A copy that can be lent. */
export interface FreeCopy {
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
   * Returns a free copy of each kind, of those that are free the one with the lowest id, locked until the unit of work
   * ends; none when no copy is free. When other units of work hold all free copies it waits, and returns a single one.
   * @throws Refusal `catalogue.book_not_found`
   */
  lockFree(bookId: number): Promise<FreeCopy[]>;
  /**
   * Takes a copy for a loan.
   * @param copy as returned by `lockFree` in the running unit of work
   */
  takeOut(copy: FreeCopy): Promise<void>;
  /** Locks a copy until the unit of work ends. Call it before locking the loan of the copy. */
  lock(copyId: number): Promise<LockedCopy>;
  /** Makes a copy available that was on loan. */
  putBack(copy: LockedCopy): Promise<void>;
}
export const Shelves = Symbol('circulation.Shelves');
