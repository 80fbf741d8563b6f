import type { Router } from '@koa/router';

export type Role = 'author' | 'editor' | 'translator' | 'illustrator' | 'contributor';

/** What a library lends, as the catalogue shows it. What is unknown is left out. */
export interface Publication {
  /** Its name in addresses. */
  readonly id: string;
  readonly title: string;
  readonly subtitle?: string;
  /** A URI, such as `urn:isbn:9780143058144`. */
  readonly identifier?: string;
  readonly contributors?: readonly { readonly name: string; readonly role: Role }[];
  readonly publisher?: string;
  /** The language of the text, as a BCP 47 tag. */
  readonly language?: string;
  readonly subjects?: readonly string[];
  /** Plain text. */
  readonly description?: string;
  /** The day of publication or the moment, by ISO 8601. A year alone is neither. */
  readonly published?: string;
  /** The last change of this record, such as `2026-11-30T18:00:00Z`. */
  readonly modified?: string;
  readonly copies: { readonly total: number; readonly available: number };
}

/** Which publications a reader asks for. */
export interface ListQuery {
  /** Words to search for: best match first. Without them, `order` applies. */
  readonly words?: string;
  readonly order?: 'title' | 'newest';
  readonly subject?: string;
  /** A BCP 47 tag. */
  readonly language?: string;
  /** The first year of ten. */
  readonly decade?: number;
  readonly available?: boolean;
  /** Where the last page ended: `next` of that page. */
  readonly cursor?: string;
  /** How many at most. */
  readonly limit: number;
}

export type FacetName = 'subject' | 'language' | 'decade' | 'availability';

export interface FacetValue {
  /** Of `decade` its first year; of `availability` either `available` or `unavailable`. */
  readonly value: string;
  readonly count: number;
}

export interface PublicationPage {
  readonly publications: readonly Publication[];
  /** Of all pages. */
  readonly total: number;
  /** Where the next page begins. Absent on the last one. */
  readonly next?: string;
  /** Values by which the list can be narrowed, with the number of its publications that have them. */
  readonly facets?: Readonly<Partial<Record<FacetName, readonly FacetValue[]>>>;
  /** The words that were searched instead, because the given ones have no match. */
  readonly correctedTo?: string;
}

/** The port: where the catalogue gets its publications. What it throws goes to the error handling of the application. */
export interface OpdsCatalogue {
  /** Undefined when there is none, whatever the text is. */
  find(id: string): Promise<Publication | undefined>;
  list(query: ListQuery): Promise<PublicationPage>;
}

export interface OpdsOptions {
  /** The name of the library. */
  readonly title: string;
  /** Where the catalogue is mounted, such as `/opds`. All its addresses begin with it. */
  readonly path: string;
  /** The address of the page with the form by which a publication is borrowed. */
  readonly borrowLink: (id: string) => string;
}

/**
 * Makes the router of an OPDS 2.0 catalogue, with its OpenAPI document and a page about it. It only reads: nothing
 * changes by a GET, and an acquisition link leads to a page of the application.
 */
export function createOpdsRouter(catalogue: OpdsCatalogue, options: OpdsOptions): Router;
