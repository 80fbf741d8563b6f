import type { Documents } from './sides.js';

/** On which way a value is, and what else a comparison of schemas must know. */
export interface Journey {
  readonly way: 'request' | 'response';
  readonly documents: Documents;
  /** The parameter that it is the schema of. */
  readonly parameter?: string;
  /** True for a whole body. */
  readonly isWhole?: boolean;
}
