import { Refusal } from '../kernel/refusal.js';
import { copyChanged, copyStateInvalid } from './refusals.js';

export const copyStatuses = [
  'in_process',
  'available',
  'on_loan',
  'on_hold_shelf',
  'in_repair',
  'missing',
  'lost',
  'withdrawn',
] as const;

export type CopyStatus = (typeof copyStatuses)[number];

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

/** Into these and out of them a copy comes by loans, returns and holds, never by hand. */
const ofCirculation: ReadonlySet<CopyStatus> = new Set(['on_loan', 'on_hold_shelf']);

/** What a cataloguer says of a copy. */
export interface CopyDetails {
  /** Unique in the library, upper and lower case alike. */
  readonly barcode: string;
  /** What the lending policy looks at, for example `standard` or `short_loan`. */
  readonly kind: string;
  readonly callNumber: string | null;
  readonly shelf: string | null;
}

/** The thing with a barcode that stands on a shelf or is out with a patron. */
export class Copy implements CopyDetails {
  declare readonly id: number;
  status: CopyStatus = 'available';
  callNumber: string | null = null;
  shelf: string | null = null;
  /** Counts the changes, from 1; a move is one too. */
  revision = 1;

  /**
   * @param barcode unique in the library, upper and lower case alike
   * @param kind what the lending policy looks at, for example `standard` or `short_loan`
   */
  constructor(
    readonly bookId: number,
    public barcode: string,
    public kind: string,
    readonly createdAt: Date,
  ) {}

  /** @throws Refusal `catalogue.copy_changed` when this is not the revision that somebody decided from */
  expect(revision: number): void {
    if (this.revision !== revision) throw new Refusal(copyChanged);
  }

  /** Changes what is given and differs. Gives the names of what has changed, none when all was so already. */
  revise(changes: Partial<CopyDetails>): (keyof CopyDetails)[] {
    const names = Object.keys(changes) as (keyof CopyDetails)[];
    const changed = names.filter((name) => this[name] !== changes[name]);
    Object.assign(this, changes);
    if (changed.length > 0) this.revision += 1;
    return changed;
  }

  /** @throws Refusal `catalogue.copy_state_invalid` */
  moveTo(status: CopyStatus): void {
    this.move(status, moves[this.status]);
  }

  /**
   * Moves the copy because somebody says so. What loans, returns and holds do is not done by hand.
   * @throws Refusal `catalogue.copy_state_invalid`
   */
  moveByHand(status: CopyStatus): void {
    const isBusy = ofCirculation.has(this.status);
    const allowed = isBusy ? [] : moves[this.status].filter((each) => !ofCirculation.has(each));
    this.move(status, allowed);
  }

  private move(status: CopyStatus, allowed: readonly CopyStatus[]): void {
    if (!allowed.includes(status)) throw invalidMove(this.status, status, allowed);
    this.status = status;
    this.revision += 1;
  }
}

function invalidMove(from: CopyStatus, to: CopyStatus, allowed: readonly CopyStatus[]): Refusal {
  const ways = allowed.length === 0 ? 'nothing' : allowed.join(', ');
  const sentence = `status is ${from} and cannot become ${to}; from ${from} it can become ${ways}`;
  return new Refusal(copyStateInvalid, { status: [sentence] });
}
