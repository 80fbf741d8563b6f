/** A cut out of a long list, by position. */
export interface PageRequest {
  /** Rows to pass over. */
  readonly offset: number;
  /** Rows to give at most. */
  readonly limit: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Rows in the whole list. */
  readonly total: number;
}
