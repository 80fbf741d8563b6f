import type { Html } from './html.js';

/**
 * A page that tells clients what to change in their code before something goes away. It is in the folder of its
 * feature.
 */
export interface Guide {
  /** The last part of its path. */
  readonly id: string;
  readonly title: string;
  /** The day on which it was written or last changed, such as `2026-12-01`. */
  readonly updated: string;
  readonly content: Html;
}

/** The path of a guide. */
export function guidePath(id: string): string {
  return `/docs/guides/${id}`;
}
