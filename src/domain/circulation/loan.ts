import { Refusal } from '../kernel/refusal.js';
import { dueDate, type LibraryCalendar } from './due-date.js';
import { termsOf, type LoanTerms } from './policy.js';
import { loanClosed, renewalLimitReached } from './refusals.js';

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

  constructor(parties: LoanParties, terms: LoanTerms, now: Date, calendar: LibraryCalendar) {
    this.copyId = parties.copyId;
    this.bookId = parties.bookId;
    this.patronId = parties.patronId;
    this.outAt = now;
    this.terms = termsOf(terms);
    this.dueAt = dueDate(now, terms, calendar);
  }

  get isOpen(): boolean {
    return this.closedAt === null;
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

  /** True when the terms allow no further renewal. */
  get isRenewedOut(): boolean {
    return this.renewals >= this.terms.renewalsMax;
  }

  /**
   * Extends the due date by the loan days of the terms, counted from the due date or, if that has passed, from today.
   * The new due date is always later than the old one.
   * @param beyondLimit true when a librarian has overridden the renewal limit
   * @throws Refusal `circulation.loan_closed`, `circulation.renewal_limit_reached`
   */
  renew(now: Date, calendar: LibraryCalendar, beyondLimit = false): void {
    if (!this.isOpen) throw new Refusal(loanClosed);
    if (this.isRenewedOut && !beyondLimit) throw new Refusal(renewalLimitReached);
    this.dueAt = dueDate(this.dueAt > now ? this.dueAt : now, this.terms, calendar);
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
