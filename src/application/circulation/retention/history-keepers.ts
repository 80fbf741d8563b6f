/** Which patrons keep a history of their loans? Implemented by the feature `accounts`. */
export interface HistoryKeepers {
  /** The patrons among these who keep a history. */
  among(patronIds: readonly number[]): Promise<ReadonlySet<number>>;
}
export const HistoryKeepers = Symbol('circulation.HistoryKeepers');
