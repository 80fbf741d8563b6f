/** The stored counts as they grow old, for the worker. Each method changes at most so many rows, and returns how many. */
export interface KeptUsage {
  /**
   * Turns hours before this moment into days. Anonymous clients become one: only their sum is kept.
   */
  rollUp(before: Date, limit: number): Promise<number>;
  removeDays(before: Date, limit: number): Promise<number>;
  removeEvidence(before: Date, limit: number): Promise<number>;
  /** Removes anonymous clients and unregistered programs of before this moment that have no counts any more. */
  removeUnused(before: Date, limit: number): Promise<number>;
}
export const KeptUsage = Symbol('usage.KeptUsage');
