/** The number of loans of a book. */
export interface LoanCount {
  readonly bookId: number;
  readonly loans: number;
}

/**
 * Numbers of loans by book, kept beside the loans. The database changes them in the transaction of the loan, so they are
 * exact at once.
 */
export interface LoanCounts {
  /** The books with most loans, then by id. */
  most(limit: number): Promise<LoanCount[]>;
  /** The highest id of a book that has loans, a count or a note; 0 without any. */
  lastBook(): Promise<number>;
  /**
   * Counts the loans of the books with ids above `after`, up to `upTo`, in the running unit of work, which no loan waits
   * for. Returns how many counts were wrong.
   */
  recount(after: number, upTo: number): Promise<number>;
  /**
   * Gives the loans of these books the barcodes of their copies, in the running unit of work. Returns how many loans had
   * another one.
   */
  correctBarcodes(after: number, upTo: number): Promise<number>;
}
export const LoanCounts = Symbol('circulation.LoanCounts');
