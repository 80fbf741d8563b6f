import type { Policy } from '../../domain/circulation/policy.js';

/** What must be known before something is lent. */
export interface Lookup {
  /** All policies: a library has few. There is always a default. */
  readonly policies: readonly Policy[];
  /** Open loans of the patron. Exact only while that patron's row is locked. */
  readonly open: number;
}

/** What the library allows whom, and what a patron has already. Answered together, as every loan asks for both. */
export interface LendingFacts {
  of(patronId: number): Promise<Lookup>;
}
export const LendingFacts = Symbol('circulation.LendingFacts');
