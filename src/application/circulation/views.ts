import type { Loan } from '../../domain/circulation/loan.js';

/** A loan as shown at the desk or in a patron's account. */
export interface LoanView {
  readonly id: number;
  readonly copyId: number;
  readonly bookId: number;
  /** Null once a closed loan was made anonymous. */
  readonly patronId: number | null;
  readonly outAt: Date;
  readonly dueAt: Date;
  /** Null while the loan is open, and for a loan that was closed as lost. */
  readonly returnedAt: Date | null;
  readonly renewals: number;
  /** How many more renewals the terms allow; 0 for a closed loan. */
  readonly renewalsLeft: number;
  /** Derived from the due date and the clock. */
  readonly status: 'open' | 'overdue' | 'closed';
}

/** A loan inside a unit of work, as reads will return it after the commit. */
export function viewOf(loan: Loan, now: Date): LoanView {
  const { id, copyId, bookId, patronId, outAt, dueAt, returnedAt, renewals, renewalsLeft } = loan;
  const status = loan.statusAt(now);
  return { id, copyId, bookId, patronId, outAt, dueAt, returnedAt, renewals, renewalsLeft, status };
}

/** A loan with the barcode of its copy. */
export interface LoanRecord extends LoanView {
  readonly copyBarcode: string;
}

/** A book with the number of all its loans. */
export interface PopularBook {
  readonly bookId: number;
  readonly title: string;
  readonly makers: readonly string[];
  readonly loans: number;
}
