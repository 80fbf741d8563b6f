import type { Place } from '../../kernel/storage/slice.js';
import type { BookView } from '../views.js';

interface SearchFilter {
  /** A subject, ignoring case and accents. */
  readonly subject?: string;
  /** A BCP 47 tag, ignoring case. */
  readonly language?: string;
  readonly yearFrom?: number;
  readonly yearTo?: number;
  /** True: only books with a free copy; false: only books without one. */
  readonly available?: boolean;
}

export interface Search extends SearchFilter {
  readonly words: string;
  /** Continue after this place. A place includes the corrected words, if there are any. */
  readonly after?: Place | undefined;
  readonly limit: number;
}

/** A text in parts; each part states whether it matches. */
export type Marked = readonly { readonly text: string; readonly matches: boolean }[];

export interface SearchHit {
  readonly book: BookView;
  /** Relevance, above 0. Comparable within one search only. */
  readonly score: number;
  readonly title: Marked;
  readonly contributors: readonly Marked[];
  readonly subjects: readonly Marked[];
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

export const facetNames = ['subject', 'language', 'decade', 'availability'] as const;

/**
 * For each facet, the most frequent values among all hits, most frequent first, at most 20. A decade is named by its
 * first year.
 */
export type Facets = Readonly<Record<(typeof facetNames)[number], readonly FacetValue[]>>;

export interface SearchResult {
  /** Best match first, then by id. */
  readonly hits: readonly SearchHit[];
  readonly next: Place | undefined;
  /** Number of all hits, at most 2,500. */
  readonly total: number;
  /** Counted over all hits, not only those of this slice. */
  readonly facets: Facets;
  /** The words that were searched instead because the given ones have no match; else null. */
  readonly correctedTo: string | null;
}

/** Full-text search over title, contributors and subjects, ignoring accents and case. */
export interface CatalogueSearch {
  /**
   * When no book contains all given words, each word that the catalogue does not contain is replaced by the most
   * similar word that it does contain, and the search runs with the corrected words.
   */
  search(search: Search): Promise<SearchResult>;
}
export const CatalogueSearch = Symbol('catalogue.CatalogueSearch');
