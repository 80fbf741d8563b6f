import type { Documents } from './sides.js';

/** The direction of a value, and other context for the comparison of schemas. */
export interface Journey {
  readonly way: 'request' | 'response';
  readonly documents: Documents;
  /** Name of the parameter, when the schema belongs to one. */
  readonly parameter?: string;
  /** True for a whole body. */
  readonly isWhole?: boolean;
}
