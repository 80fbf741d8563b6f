import type { Page, PageRequest } from '../kernel/storage/page.js';
import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { BookView } from './views.js';

export interface BookFilter {
  /** Part of the title, without regard to case and accents. */
  readonly title?: string;
  /** Part of a contributor's name, without regard to case and accents. */
  readonly author?: string;
  /** An ISBN in either form, compared in its canonical form; what is no ISBN matches nothing. */
  readonly isbn?: string;
  /** A subject, without regard to case and accents. */
  readonly subject?: string;
  readonly yearFrom?: number;
  readonly yearTo?: number;
  /** True: only books with a free copy; false: only books without one. */
  readonly available?: boolean;
}

export type BookSortKey = 'title' | 'author' | 'year' | 'created' | 'id';

export interface BookSort {
  readonly by: BookSortKey;
  readonly descending: boolean;
}

/** Reads of the catalogue. They build no entities and see no withdrawn books. */
export interface BookQueries {
  view(id: number): Promise<BookView | undefined>;
  /** Those of the given books that exist, in no promised order. */
  views(ids: readonly number[]): Promise<BookView[]>;
  /** Sorted as asked, then by id, so that pages neither repeat nor miss a book. */
  list(filter: BookFilter, sort: readonly BookSort[], page: PageRequest): Promise<Page<BookView>>;
  /**
   * The same order, by place: who goes on from slice to slice sees every book once that is there all the while,
   * whatever is added or given up meanwhile. A place is good for the sort that it was given out for.
   */
  listAfter(filter: BookFilter, sort: readonly BookSort[], slice: SliceRequest): Promise<Slice<BookView>>;
  count(filter: BookFilter): Promise<number>;
  /**
   * Full text over title, contributors and subjects, best first. Accents and case do not matter.
   * When nothing is found each word is widened to the most similar words of the catalogue's own vocabulary.
   */
  search(words: string, page: PageRequest): Promise<Page<BookView>>;
}
export const BookQueries = Symbol('catalogue.BookQueries');
