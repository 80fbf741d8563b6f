import { fault } from '../kernel/field-fault.js';
import { Refusal } from '../kernel/refusal.js';
import { copyChanged, copyStateInvalid } from './refusals.js';

export const copyStatuses = [
  'in_process',
  'available',
  'on_loan',
  'on_hold_shelf',
  'in_transit',
  'in_repair',
  'missing',
  'lost',
  'withdrawn',
] as const;

export type CopyStatus = (typeof copyStatuses)[number];

/**
 * For each state, the states that may follow. `withdrawn` is final. No copy becomes `in_transit` while the library has
 * one branch; the state is there so that clients of the first release know it.
 */
const moves: Readonly<Record<CopyStatus, readonly CopyStatus[]>> = {
  in_process: ['available', 'withdrawn'],
  available: ['on_loan', 'on_hold_shelf', 'in_repair', 'missing', 'lost', 'withdrawn'],
  on_loan: ['available', 'on_hold_shelf', 'lost'],
  on_hold_shelf: ['on_loan', 'available'],
  in_transit: [],
  in_repair: ['available', 'withdrawn'],
  missing: ['available', 'lost', 'withdrawn'],
  lost: ['available', 'withdrawn'],
  withdrawn: [],
};

/** Only loans, returns, holds and transfers move a copy into these states; nobody sets them by hand. */
const ofCirculation: ReadonlySet<CopyStatus> = new Set(['on_loan', 'on_hold_shelf', 'in_transit']);

/** The catalogued details of a copy. */
export interface CopyDetails {
  /** Unique in the library, ignoring case. */
  readonly barcode: string;
  /** Selects the lending policy, for example `standard` or `short_loan`. */
  readonly kind: string;
  readonly callNumber: string | null;
  readonly shelf: string | null;
}

/** One physical item with a barcode. It stands on a shelf or is on loan. */
export class Copy implements CopyDetails {
  declare readonly id: number;
  status: CopyStatus = 'available';
  callNumber: string | null = null;
  shelf: string | null = null;
  /** Number of the current revision, from 1. A change of status counts, too. */
  revision = 1;

  /**
   * @param barcode unique in the library, ignoring case
   * @param kind selects the lending policy, for example `standard` or `short_loan`
   */
  constructor(
    readonly bookId: number,
    public barcode: string,
    public kind: string,
    readonly createdAt: Date,
  ) {}

  /** @throws Refusal `catalogue.copy_changed` when the copy has another revision than the expected one */
  expect(revision: number): void {
    if (this.revision !== revision) throw new Refusal(copyChanged);
  }

  /** Applies the changes that differ. Returns the names of the changed fields; empty when nothing changed. */
  revise(changes: Partial<CopyDetails>): (keyof CopyDetails)[] {
    const names = Object.keys(changes) as (keyof CopyDetails)[];
    const changed = names.filter((name) => JSON.stringify(this[name]) !== JSON.stringify(changes[name]));
    Object.assign(this, changes);
    if (changed.length > 0) this.revision += 1;
    return changed;
  }

  /** @throws Refusal `catalogue.copy_state_invalid` */
  moveTo(status: CopyStatus): void {
    this.move(status, moves[this.status]);
  }

  /**
   * Changes the status on a librarian's request. States of loans and holds cannot be entered or left this way, except
   * that a copy on loan can be reported lost.
   * @throws Refusal `catalogue.copy_state_invalid`
   */
  moveByHand(status: CopyStatus): void {
    const next = moves[this.status];
    const isBusy = ofCirculation.has(this.status);
    this.move(
      status,
      next.filter((each) => (isBusy ? each === 'lost' : !ofCirculation.has(each))),
    );
  }

  private move(status: CopyStatus, allowed: readonly CopyStatus[]): void {
    if (!allowed.includes(status)) throw invalidMove(this.status, status, allowed);
    this.status = status;
    this.revision += 1;
  }
}

function invalidMove(from: CopyStatus, to: CopyStatus, allowed: readonly CopyStatus[]): Refusal {
  const sentence =
    allowed.length === 0
      ? '{{field}} is {{from}} and cannot become {{to}}; from {{from}} it can become nothing'
      : '{{field}} is {{from}} and cannot become {{to}}; from {{from}} it can become {{allowed}}';
  return new Refusal(copyStateInvalid, { status: [fault('not_one_of', sentence, { allowed, from, to })] });
}
