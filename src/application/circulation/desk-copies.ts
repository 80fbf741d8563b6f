/** What a copy can be that the library has. */
export const keptStatuses = ['available', 'on_hold_shelf', 'in_repair', 'in_process'] as const;

export type KeptStatus = (typeof keptStatuses)[number];

/** What a copy in somebody's hand can be. One that the library gave up is not there. */
export type DeskCopyStatus = KeptStatus | 'on_loan' | 'missing' | 'lost';

/** A copy that lies on the desk. */
export interface DeskCopy {
  readonly copyId: number;
  readonly bookId: number;
  readonly barcode: string;
  readonly kind: string;
  readonly status: DeskCopyStatus;
}

/** Which copy is this, and may it go out? Answered by the catalogue. */
export interface DeskCopies {
  /**
   * The copy with this barcode, upper and lower case alike. Its book and then the copy are locked until the unit of
   * work ends; to be called after the patron and before the loan is locked.
   * @throws Refusal `catalogue.copy_not_found`
   */
  lock(barcode: string): Promise<DeskCopy>;
  /**
   * Takes an available copy off the shelf for a loan.
   * @param copy as `lock` gave it in the running unit of work
   */
  takeOut(copy: DeskCopy): Promise<void>;
  /**
   * Makes a copy that was out, lost or missing free again. Gives what it is now; any other stays what it is.
   * @param copy as `lock` gave it in the running unit of work
   */
  takeIn(copy: DeskCopy): Promise<KeptStatus>;
  /** The barcodes of these copies by their ids, also of those that the library gave up. */
  barcodes(copyIds: readonly number[]): Promise<ReadonlyMap<number, string>>;
}
export const DeskCopies = Symbol('circulation.DeskCopies');
