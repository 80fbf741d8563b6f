import type { Page, PageRequest } from '../kernel/storage/page.js';
import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { BookView } from './views.js';

export interface BookFilter {
  /** Part of the title, ignoring case and accents. */
  readonly title?: string;
  /** Part of a contributor's name, ignoring case and accents. */
  readonly author?: string;
  /** An ISBN of 10 or 13 digits, compared in canonical form. A text that is no ISBN matches nothing. */
  readonly isbn?: string;
  /** A subject, ignoring case and accents. */
  readonly subject?: string;
  /** A BCP 47 tag, ignoring case. */
  readonly language?: string;
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

/** Reads the catalogue without building entities. Withdrawn books are not returned. */
export interface BookQueries {
  view(id: number): Promise<BookView | undefined>;
  /** The books among these ids that exist, in no promised order. */
  views(ids: readonly number[]): Promise<BookView[]>;
  /** Sorted as requested, then by id, so that pages neither repeat nor miss a book. */
  list(filter: BookFilter, sort: readonly BookSort[], page: PageRequest): Promise<Page<BookView>>;
  /**
   * The same order, with keyset pagination: a client that follows the slices gets every book that exists throughout
   * exactly once, whatever is added or withdrawn meanwhile. A place is valid only for the sort that it was issued for.
   */
  listAfter(filter: BookFilter, sort: readonly BookSort[], slice: SliceRequest): Promise<Slice<BookView>>;
  count(filter: BookFilter): Promise<number>;
  /**
   * Full-text search over title, contributors and subjects, best match first, ignoring accents and case. When there is
   * no match, each word is replaced by the most similar words of the catalogue's vocabulary.
   */
  search(words: string, page: PageRequest): Promise<Page<BookView>>;
}
export const BookQueries = Symbol('catalogue.BookQueries');
