import { Refusal, withParameters, type RefusalReason } from '../kernel/refusal.js';
import { dueDate, type LibraryCalendar } from './due-date.js';
import { termsOf, type LoanTerms } from './policy.js';
import { loanClosed, renewalLimitReached, renewalTooEarly } from './refusals.js';

export type CloseReason = 'returned' | 'lost';

/** The copy and the patron of a loan. */
export interface LoanParties {
  readonly copyId: number;
  readonly bookId: number;
  readonly patronId: number;
}

/** A copy that is, or was, borrowed by a patron. Whether the loan is overdue is derived, never stored. */
export class Loan {
  declare readonly id: number;
  readonly copyId: number;
  readonly bookId: number;
  /** Null once a closed loan was made anonymous. */
  readonly patronId: number | null;
  readonly outAt: Date;
  dueAt: Date;
  closedAt: Date | null = null;
  closeReason: CloseReason | null = null;
  renewals = 0;
  /** The terms when the loan was made. A later change of the policy does not affect them. */
  readonly terms: LoanTerms;

  /** @param cardEndsAt when the patron's card expires: see `dueDate` */
  constructor(
    parties: LoanParties,
    terms: LoanTerms,
    now: Date,
    calendar: LibraryCalendar,
    cardEndsAt: Date | null = null,
  ) {
    this.copyId = parties.copyId;
    this.bookId = parties.bookId;
    this.patronId = parties.patronId;
    this.outAt = now;
    this.terms = termsOf(terms);
    this.dueAt = dueDate(now, terms, calendar, cardEndsAt);
  }

  get isOpen(): boolean {
    return this.closedAt === null;
  }

  /** When the copy came back; null while the loan is open, and for a loan that was closed as lost. */
  get returnedAt(): Date | null {
    return this.closeReason === 'returned' ? this.closedAt : null;
  }

  /** The status at this moment. A loan is overdue when it is open and its due date has passed. */
  statusAt(now: Date): 'open' | 'overdue' | 'closed' {
    if (!this.isOpen) return 'closed';
    return this.dueAt < now ? 'overdue' : 'open';
  }

  /** How many more renewals the terms allow; 0 for a closed loan. */
  get renewalsLeft(): number {
    return this.isOpen ? Math.max(this.terms.renewalsMax - this.renewals, 0) : 0;
  }

  /**
   * All reasons for which the loan cannot be renewed now: its terms allow no further renewal, or the due date would not
   * be later than the present one. A closed loan has no other reason.
   */
  renewalBlocks(now: Date, calendar: LibraryCalendar, cardEndsAt: Date | null = null): RefusalReason[] {
    if (!this.isOpen) return [loanClosed];
    const isRenewedOut = this.renewals >= this.terms.renewalsMax;
    const isTooEarly = dueDate(now, this.terms, calendar, cardEndsAt) <= this.dueAt;
    return [
      ...(isRenewedOut ? [withParameters(renewalLimitReached, { limit: this.terms.renewalsMax })] : []),
      ...(isTooEarly ? [withParameters(renewalTooEarly, { due: this.dueAt.toISOString() })] : []),
    ];
  }

  /**
   * Makes the loan due as if it was made today. The new due date is always later than the old one.
   * @param cardEndsAt when the patron's card expires: see `dueDate`
   * @param isOverridden true when a librarian has overridden the blocks. If the due date would not be later, it counts
   * from the old one, and the card is ignored.
   * @throws Refusal `circulation.loan_closed`, and the `renewalBlocks`
   */
  renew(now: Date, calendar: LibraryCalendar, cardEndsAt: Date | null = null, isOverridden = false): void {
    const [block, ...others] = this.renewalBlocks(now, calendar, cardEndsAt);
    if (block && !(isOverridden && this.isOpen)) throw new Refusal([block, ...others]);
    const fromToday = dueDate(now, this.terms, calendar, cardEndsAt);
    this.dueAt = fromToday > this.dueAt ? fromToday : dueDate(this.dueAt, this.terms, calendar);
    this.renewals += 1;
  }

  /**
   * Closes the loan. Returns false when it was closed before: a return counts once. The clock may have been set back,
   * or may be behind the clock of the process that made the loan. If `now` is earlier than `outAt` for that reason, the
   * loan is closed at `outAt`.
   */
  close(why: CloseReason, now: Date): boolean {
    if (!this.isOpen) return false;
    this.closedAt = now > this.outAt ? now : this.outAt;
    this.closeReason = why;
    return true;
  }
}
