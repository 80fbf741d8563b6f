import type { Html } from './html.js';

/**
 * A page for people who write a client. It explains a part of the API, from the folder `guides`. Or it tells what to
 * change: before something goes away, in the folder of its feature; or on the way to the next major, made from the
 * documents of both.
 */
export interface Guide {
  /** The last part of its path. */
  readonly id: string;
  readonly title: string;
  /** What one learns from it, in one sentence, if it explains a part of the API. */
  readonly summary?: string;
  /** Its words, for the search. */
  readonly text?: string;
  /** The version that a guide to the next major leads away from, such as `v1`. */
  readonly from?: string;
  /** The day on which it was written or last changed, such as `2026-12-01`. Absent for a guide that is made from documents. */
  readonly updated?: string;
  /** A function is called at the first request. */
  readonly content: Html | (() => Promise<Html>);
}

/** The path of a guide. */
export function guidePath(id: string): string {
  return `/docs/guides/${id}`;
}
