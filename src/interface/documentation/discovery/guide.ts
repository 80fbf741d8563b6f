import type { Html } from './html.js';

/** A page that tells clients what to change because something will go away; it lies in the room of the feature. */
export interface Guide {
  /** The last part of its address. */
  readonly id: string;
  readonly title: string;
  readonly content: Html;
}

/** Where a guide can be read. */
export function guidePath(id: string): string {
  return `/docs/guides/${id}`;
}
