import { Refusal } from '../kernel/refusal.js';
import { copyStateInvalid } from './refusals.js';

export type CopyStatus =
  'in_process' | 'available' | 'on_loan' | 'on_hold_shelf' | 'in_repair' | 'missing' | 'lost' | 'withdrawn';

/** From each state, where a copy may go. `withdrawn` is the end. */
const moves: Readonly<Record<CopyStatus, readonly CopyStatus[]>> = {
  in_process: ['available', 'withdrawn'],
  available: ['on_loan', 'on_hold_shelf', 'in_repair', 'missing', 'lost', 'withdrawn'],
  on_loan: ['available', 'on_hold_shelf', 'lost'],
  on_hold_shelf: ['on_loan', 'available'],
  in_repair: ['available', 'withdrawn'],
  missing: ['available', 'lost', 'withdrawn'],
  lost: ['available', 'withdrawn'],
  withdrawn: [],
};

/** The thing with a barcode that stands on a shelf or is out with a patron. */
export class Copy {
  declare readonly id: number;
  status: CopyStatus = 'available';
  callNumber: string | null = null;
  shelf: string | null = null;

  /**
   * @param barcode unique in the library, upper and lower case alike
   * @param kind what the lending policy looks at, for example `standard` or `short_loan`
   */
  constructor(
    readonly bookId: number,
    readonly barcode: string,
    readonly kind: string,
    readonly createdAt: Date,
  ) {}

  /** @throws Refusal `catalogue.copy_state_invalid` */
  moveTo(status: CopyStatus): void {
    if (!moves[this.status].includes(status)) throw new Refusal(copyStateInvalid);
    this.status = status;
  }
}
