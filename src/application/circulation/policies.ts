import type { Policy } from '../../domain/circulation/policy.js';

export interface Policies {
  /**
   * The most specific policy for this pair: both named, then the kind of copy, then the category, then the default.
   * There is always a default.
   */
  forPair(patronCategory: string, copyKind: string): Promise<Policy>;
}
export const Policies = Symbol('circulation.Policies');
