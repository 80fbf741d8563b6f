import type { OpenLoans, Policy } from '../../domain/circulation/policy.js';

/** The data that a decision about a loan depends on. */
export interface Lookup {
  /** All policies. A library has few of them, and always a default. */
  readonly policies: readonly Policy[];
  /** Numbers of the patron's open loans by kind. Exact only while the row of the patron is locked. */
  readonly open: OpenLoans;
}

/** The same, with an id for the loan that is to be made. An id is given once. A refused loan leaves it unused. */
export interface LookupToLend extends Lookup {
  readonly loanId: number;
}

/** Reads the policies and the numbers of a patron's open loans in one query, as every loan needs them. */
export interface LendingFacts {
  of(patronId: number): Promise<Lookup>;
  toLend(patronId: number): Promise<LookupToLend>;
}
export const LendingFacts = Symbol('circulation.LendingFacts');
