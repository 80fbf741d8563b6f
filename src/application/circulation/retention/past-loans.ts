import type { Place, Slice } from '../../kernel/storage/slice.js';

/** A closed loan that still says whose it was. */
export interface PastLoan {
  readonly id: number;
  readonly patronId: number;
}

/** Closed loans, for the job that forgets whose they were. */
export interface PastLoans {
  /** Those that were closed before this moment, behind a place, the oldest first. What others have locked is left out. */
  lockClosedBefore(moment: Date, after: Place | undefined, limit: number): Promise<Slice<PastLoan>>;
  /** Takes the patron out of these loans; everything else of them stays. */
  forgetPatrons(ids: readonly number[]): Promise<void>;
}
export const PastLoans = Symbol('circulation.PastLoans');

/** The token of a number: for how many days a closed loan says whose it was. */
export const RetentionDays = Symbol('circulation.RetentionDays');
