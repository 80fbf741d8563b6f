/**
 * A position in a sorted list: the sort values of a row as JSON represents them, the id last. It stays valid when rows
 * are added or removed before it.
 */
export type Place = readonly (string | number | null)[];

/** A part of a long list, by keyset pagination. */
export interface SliceRequest {
  /** Continue after this place; undefined starts at the beginning. */
  readonly after?: Place | undefined;
  /** Maximum number of rows. */
  readonly limit: number;
}

export interface Slice<T> {
  readonly items: readonly T[];
  /** The place to continue after; undefined at the end of the list. */
  readonly next: Place | undefined;
}

/** Makes a slice from rows. The query must have read one row more than wanted. */
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
