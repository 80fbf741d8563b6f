/** The number of loans of a book. */
export interface LoanCount {
  readonly bookId: number;
  readonly loans: number;
}

/**
 * Numbers of loans by book, kept beside the loans. The database notes each change in the transaction of the loan. The
 * number of a book is its count plus its notes, so it is exact at once.
 */
export interface LoanCounts {
  /** The books with most loans, then by id. */
  most(limit: number): Promise<LoanCount[]>;
  /** Adds at most `limit` notes to the counts and removes them, in the running unit of work. Returns their number. */
  settle(limit: number): Promise<number>;
  /** The highest id of a book that has loans or a count; 0 without any. */
  lastBook(): Promise<number>;
  /**
   * Counts the loans of the books with ids above `after`, up to `upTo`, in the running unit of work. No notes are
   * settled until its end. Returns how many counts were wrong.
   */
  recount(after: number, upTo: number): Promise<number>;
}
export const LoanCounts = Symbol('circulation.LoanCounts');
