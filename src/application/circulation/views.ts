import type { Loan } from '../../domain/circulation/loan.js';

/** A loan as it is shown at a desk or in a patron's account. */
export interface LoanView {
  readonly id: number;
  readonly copyId: number;
  readonly bookId: number;
  /** Null once a closed loan was made anonymous. */
  readonly patronId: number | null;
  readonly outAt: Date;
  readonly dueAt: Date;
  readonly closedAt: Date | null;
  readonly renewals: number;
  /** How often its terms still let it be renewed; 0 once it is closed. */
  readonly renewalsLeft: number;
  /** Derived from the due date and the clock. */
  readonly status: 'open' | 'overdue' | 'closed';
}

/** A loan that a job has in hand, as everybody else will see it once the job is done. */
export function viewOf(loan: Loan, now: Date): LoanView {
  const { id, copyId, bookId, patronId, outAt, dueAt, closedAt, renewals, renewalsLeft } = loan;
  const status = loan.statusAt(now);
  return { id, copyId, bookId, patronId, outAt, dueAt, closedAt, renewals, renewalsLeft, status };
}

/** A loan with the barcode that is scanned for its copy. */
export interface LoanRecord extends LoanView {
  readonly copyBarcode: string;
}

/** A book with how often it was borrowed, ever. It is derived from the loans and stored nowhere. */
export interface PopularBook {
  readonly bookId: number;
  readonly title: string;
  readonly makers: readonly string[];
  readonly loans: number;
}
