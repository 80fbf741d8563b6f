import type { Place, Slice } from '../kernel/storage/slice.js';

/** Whose loan is due when. */
export interface DueLoan {
  readonly patronId: number;
  readonly dueAt: Date;
}

/** A loan as its reader is reminded of it. */
export interface NamedLoan {
  readonly title: string;
  /** Authors, in one text; empty when nobody is known. */
  readonly by: string;
  readonly dueAt: Date;
}

/** A loan as the desk looks for its copy. */
export interface OverdueLoan extends NamedLoan {
  readonly barcode: string;
  readonly cardNumber: string;
}

/** How much was done on a day. */
export interface DayTally {
  readonly lent: number;
  readonly renewed: number;
  readonly returned: number;
}

/** What is out, and until when? Answered by the circulation. */
export interface DueLoans {
  /** All open loans that are due before this moment, a slice at a time. */
  before(moment: Date, after: Place | undefined): Promise<Slice<DueLoan>>;
  /** Those of one patron, the one that was due first at the head. */
  of(patronId: number, before: Date): Promise<NamedLoan[]>;
  /** The newest of all that are overdue at this moment, at most so many, and how many there are in all. */
  overdue(now: Date, limit: number): Promise<{ loans: OverdueLoan[]; total: number }>;
  tally(day: string): Promise<DayTally>;
}
export const DueLoans = Symbol('notices.DueLoans');
