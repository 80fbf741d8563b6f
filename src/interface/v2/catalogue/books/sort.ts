import type { BookSort, BookSortKey } from '../../../../application/catalogue/book-queries.js';

export type Sort = readonly BookSort[];

/** Field names of v2 → those of the core. */
const keys: Readonly<Record<string, BookSortKey>> = {
  id: 'id',
  title: 'title',
  author: 'author',
  year: 'year',
  createdAt: 'created',
};

/** Every field in both directions. */
export const sortValues = Object.keys(keys).flatMap((key) => [key, `-${key}`]);

/** The field of a sort value, without its direction. */
export function fieldOf(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^-/, '') : value;
}

/** `title`, `-year` → by title, then by year, newest first. @param values some of `sortValues` */
export function toSort(values: readonly string[]): Sort {
  return values.map((value) => ({
    by: keys[value.replace(/^-/, '')] ?? 'id',
    descending: value.startsWith('-'),
  }));
}

/** The order as one text. A cursor is valid only for the order that it was issued for. */
export function nameOf(sort: Sort): string {
  return sort.map(({ by, descending }) => (descending ? `-${by}` : by)).join(',');
}
