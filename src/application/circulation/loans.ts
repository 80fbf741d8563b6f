import type { Loan } from '../../domain/circulation/loan.js';

/** The loans, for jobs that change them. */
export interface Loans {
  /** Stores a new loan in the running unit of work, under an id that `LendingFacts.toLend` gave. */
  add(loan: Loan, id: number): Promise<void>;
  /** Stores what a job has changed of a loan that it locked. What is not saved is not stored. */
  save(loan: Loan): Promise<void>;
  find(id: number): Promise<Loan | undefined>;
  /** Gives the loan as it is now, locked until the unit of work ends. */
  lock(id: number): Promise<Loan | undefined>;
  /** The loan a copy is out on, else the one that was closed last; locked. Exact only while the copy is locked. */
  lockLastOf(copyId: number): Promise<Loan | undefined>;
  /** Open loans of a patron. Exact only while that patron's row is locked. */
  countOpen(patronId: number): Promise<number>;
}
export const Loans = Symbol('circulation.Loans');
