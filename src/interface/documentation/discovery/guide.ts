import type { Html } from './html.js';

/**
 * A page that tells clients what to change in their code before something goes away. It is in the folder of its
 * feature.
 */
export interface Guide {
  /** The last part of its path. */
  readonly id: string;
  readonly title: string;
  readonly content: Html;
}

/** The path of a guide. */
export function guidePath(id: string): string {
  return `/docs/guides/${id}`;
}
