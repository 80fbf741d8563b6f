/** The statuses of a copy that the library holds. */
export const keptStatuses = ['available', 'on_hold_shelf', 'in_transit', 'in_repair', 'in_process'] as const;

export type KeptStatus = (typeof keptStatuses)[number];

/** The statuses of a copy that is brought to the desk. Withdrawn copies are not returned. */
export type DeskCopyStatus = KeptStatus | 'on_loan' | 'missing' | 'lost';

/** A copy at the desk. */
export interface DeskCopy {
  readonly copyId: number;
  readonly bookId: number;
  readonly barcode: string;
  readonly kind: string;
  readonly status: DeskCopyStatus;
}

/** Finds scanned copies and changes their status. Implemented by the feature `catalogue`. */
export interface DeskCopies {
  /**
   * The copy with this barcode, ignoring case. Locks its book and then the copy until the unit of work ends. Call it
   * after locking the patron and before locking the loan.
   * @throws Refusal `catalogue.copy_not_found`
   */
  lock(barcode: string): Promise<DeskCopy>;
  /**
   * Lends an available copy.
   * @param copy as returned by `lock` in the running unit of work
   */
  takeOut(copy: DeskCopy): Promise<void>;
  /**
   * Makes a copy available again that was on loan, lost or missing. In any other state it does not change. Returns the
   * resulting status.
   * @param copy as returned by `lock` in the running unit of work
   */
  takeIn(copy: DeskCopy): Promise<KeptStatus>;
}
export const DeskCopies = Symbol('circulation.DeskCopies');
