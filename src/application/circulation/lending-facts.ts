import type { Policy } from '../../domain/circulation/policy.js';

/** What must be known before something is lent. */
export interface Lookup {
  /** All policies: a library has few. There is always a default. */
  readonly policies: readonly Policy[];
  /** Open loans of the patron. Exact only while that patron's row is locked. */
  readonly open: number;
}

/** The same, with an id for the loan that is about to be made. An id is given once; a refused loan leaves it unused. */
export interface LookupToLend extends Lookup {
  readonly loanId: number;
}

/** What the library allows whom, and what a patron has already. Answered together, as every loan asks for all of it. */
export interface LendingFacts {
  of(patronId: number): Promise<Lookup>;
  toLend(patronId: number): Promise<LookupToLend>;
}
export const LendingFacts = Symbol('circulation.LendingFacts');
