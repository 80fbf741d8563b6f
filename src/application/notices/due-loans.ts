import type { Place, Slice } from '../kernel/storage/slice.js';

/** A patron and the due date of a loan. */
export interface DueLoan {
  readonly patronId: number;
  readonly dueAt: Date;
}

/** A loan as mentioned in a reminder. */
export interface NamedLoan {
  readonly title: string;
  /** Authors, in one text; empty when none is known. */
  readonly by: string;
  readonly dueAt: Date;
}

/** A loan as listed for staff, who look for its copy. */
export interface OverdueLoan extends NamedLoan {
  readonly barcode: string;
  readonly cardNumber: string;
}

/** Numbers of actions on one day. */
export interface DayTally {
  readonly lent: number;
  readonly renewed: number;
  readonly returned: number;
}

/** Reads the loans that are due. Implemented by the feature `circulation`. */
export interface DueLoans {
  /** All open loans that are due before this moment, one slice at a time. */
  before(moment: Date, after: Place | undefined): Promise<Slice<DueLoan>>;
  /** The loans of one patron that are due before this moment, earliest due date first. */
  of(patronId: number, before: Date): Promise<NamedLoan[]>;
  /** The loans that became overdue last, at most `limit`, and the total number of overdue loans. */
  overdue(now: Date, limit: number): Promise<{ loans: OverdueLoan[]; total: number }>;
  tally(day: string): Promise<DayTally>;
}
export const DueLoans = Symbol('notices.DueLoans');
