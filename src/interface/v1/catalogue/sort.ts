import type { BookSort, BookSortKey } from '../../../application/catalogue/book-queries.js';

/** Field names of v1 → those of the core. */
const keys: Readonly<Record<string, BookSortKey>> = {
  id: 'id',
  title: 'title',
  author: 'author',
  year: 'year',
  created_at: 'created',
};

/** Every field in both directions. */
export const sortValues = Object.keys(keys).flatMap((key) => [key, `-${key}`]);

/** `title`, `-year` → by title, then by year, newest first. @param values some of `sortValues` */
export function toSort(values: readonly string[]): readonly BookSort[] {
  return values.map((value) => ({
    by: keys[value.replace(/^-/, '')] ?? 'id',
    descending: value.startsWith('-'),
  }));
}
