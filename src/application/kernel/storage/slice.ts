/**
 * A place in a sorted list: the values that its last row is sorted by, as JSON has them, the id last. It stays where
 * it is when rows come and go before it.
 */
export type Place = readonly (string | number | null)[];

/** A cut out of a long list, by place. */
export interface SliceRequest {
  /** From behind this place on; from the start when undefined. */
  readonly after?: Place | undefined;
  /** Rows to give at most. */
  readonly limit: number;
}

export interface Slice<T> {
  readonly items: readonly T[];
  /** Where to go on; undefined when nothing follows. */
  readonly next: Place | undefined;
}

/** Makes a slice of rows of which one more was read than is wanted. */
export function sliceOf<T extends { readonly place: Place }>(
  rows: readonly T[],
  limit: number,
): Slice<Omit<T, 'place'>> {
  const wanted = rows.slice(0, limit);
  return {
    items: wanted.map(withoutPlace),
    next: rows.length > limit ? wanted.at(-1)?.place : undefined,
  };
}

function withoutPlace<T extends { readonly place: Place }>(row: T): Omit<T, 'place'> {
  const { place: _place, ...item } = row;
  return item;
}
