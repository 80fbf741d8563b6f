import type { Policy } from '../../domain/circulation/policy.js';

/** The data that a decision about a loan depends on. */
export interface Lookup {
  /** All policies. A library has few of them, and always a default. */
  readonly policies: readonly Policy[];
  /** Number of the patron's open loans. Exact only while the row of the patron is locked. */
  readonly open: number;
}

/** Reads the policies and the number of a patron's open loans in one query, as every loan needs both. */
export interface LendingFacts {
  of(patronId: number): Promise<Lookup>;
}
export const LendingFacts = Symbol('circulation.LendingFacts');
