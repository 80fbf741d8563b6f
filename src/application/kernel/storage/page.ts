/** A part of a long list, by position. */
export interface PageRequest {
  /** Rows to skip. */
  readonly offset: number;
  /** Maximum number of rows. */
  readonly limit: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Rows in the whole list. */
  readonly total: number;
}
