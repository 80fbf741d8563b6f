import type { Place, Slice } from '../../kernel/storage/slice.js';

/** A closed loan that still names its patron. */
export interface PastLoan {
  readonly id: number;
  readonly patronId: number;
}

/** Write access to closed loans, for the job that makes them anonymous. */
export interface PastLoans {
  /**
   * Returns loans that were closed before this moment, after a place, oldest first. Loans locked by others are skipped.
   */
  lockClosedBefore(moment: Date, after: Place | undefined, limit: number): Promise<Slice<PastLoan>>;
  /** Removes the patron from these loans and changes nothing else of them. */
  forgetPatrons(ids: readonly number[]): Promise<void>;
}
export const PastLoans = Symbol('circulation.PastLoans');

/** Token of a number: the days for which a closed loan names its patron. */
export const RetentionDays = Symbol('circulation.RetentionDays');
