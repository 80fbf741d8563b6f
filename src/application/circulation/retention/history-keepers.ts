/** Who wants their closed loans to stay theirs? Answered by the accounts. */
export interface HistoryKeepers {
  /** Those of these patrons who do. */
  among(patronIds: readonly number[]): Promise<ReadonlySet<number>>;
}
export const HistoryKeepers = Symbol('circulation.HistoryKeepers');
