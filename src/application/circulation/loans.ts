import type { Loan } from '../../domain/circulation/loan.js';

/** Write access to the loans. */
export interface Loans {
  /** An id for a new loan. Nobody else gets it. */
  reserveId(): Promise<number>;
  /** Stores a new loan in the running unit of work, under an id of `reserveId` or `LendingFacts.toLend`. */
  add(loan: Loan, id: number): Promise<void>;
  /** Stores the changes of a locked loan. Without `save` they are lost. */
  save(loan: Loan): Promise<void>;
  find(id: number): Promise<Loan | undefined>;
  /** Returns the loan's present state, locked until the unit of work ends. */
  lock(id: number): Promise<Loan | undefined>;
  /** Returns the copy's open loan, else the one that was closed last; locked. Exact only while the copy is locked. */
  lockLastOf(copyId: number): Promise<Loan | undefined>;
  /** Number of a patron's open loans. Exact only while the row of the patron is locked. */
  countOpen(patronId: number): Promise<number>;
  /** Whether a patron has a copy of the book. Exact only while the row of the patron is locked. */
  hasOpen(patronId: number, bookId: number): Promise<boolean>;
}
export const Loans = Symbol('circulation.Loans');
