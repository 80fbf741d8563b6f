import type { Place } from '../kernel/storage/slice.js';
import type { BookView } from './views.js';

interface SearchFilter {
  /** A subject, without regard to case and accents. */
  readonly subject?: string;
  /** A BCP 47 tag, without regard to case. */
  readonly language?: string;
  readonly yearFrom?: number;
  readonly yearTo?: number;
  /** True: only books with a free copy; false: only books without one. */
  readonly available?: boolean;
}

export interface Search extends SearchFilter {
  readonly words: string;
  /** From behind this place on. It knows whether the words were corrected, and how. */
  readonly after?: Place | undefined;
  readonly limit: number;
}

/** A text in parts, those that match told apart. */
export type Marked = readonly { readonly text: string; readonly matches: boolean }[];

export interface SearchHit {
  readonly book: BookView;
  /** How well it fits, above 0; to be compared within one search only. */
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

/** For each, the values that most hits have, most first, 20 at most. A decade is named by its first year. */
export type Facets = Readonly<Record<(typeof facetNames)[number], readonly FacetValue[]>>;

export interface SearchResult {
  /** Best first, equals by id. */
  readonly hits: readonly SearchHit[];
  readonly next: Place | undefined;
  /** Counted over all hits, not only those of this slice. */
  readonly facets: Facets;
  /** The words that were searched instead, because those given are found nowhere; else null. */
  readonly correctedTo: string | null;
}

/** Full text over title, contributors and subjects. Accents and case do not matter. */
export interface CatalogueSearch {
  /**
   * When no book of the library has the words as given, each of them that the catalogue does not know is replaced by
   * the word that is most like it, and that is searched.
   */
  search(search: Search): Promise<SearchResult>;
}
export const CatalogueSearch = Symbol('catalogue.CatalogueSearch');
