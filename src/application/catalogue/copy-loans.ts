/** Does somebody have this copy on loan? Any feature can implement it. */
export interface CopyLoans {
  /**
   * Closes the open loan of a copy that was reported lost, in the running unit of work. The copy must be locked.
   */
  closeAsLost(copyId: number): Promise<void>;
}
export const CopyLoans = Symbol('catalogue.CopyLoans');
