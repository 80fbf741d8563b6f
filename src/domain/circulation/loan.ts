import { Refusal } from '../kernel/refusal.js';
import { dueDate, type LibraryCalendar } from './due-date.js';
import { termsOf, type LoanTerms } from './policy.js';
import { loanClosed, renewalLimitReached } from './refusals.js';

export type CloseReason = 'returned' | 'lost';

/** Which copy goes out to whom. */
export interface LoanParties {
  readonly copyId: number;
  readonly bookId: number;
  readonly patronId: number;
}

/** A copy that is, or was, out with a patron. Whether it is overdue is derived, never stored. */
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
  /** The terms it was made under; a later change of policy does not touch it. */
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

  /** What it is at a moment. An overdue loan is an open one whose day has passed. */
  statusAt(now: Date): 'open' | 'overdue' | 'closed' {
    if (!this.isOpen) return 'closed';
    return this.dueAt < now ? 'overdue' : 'open';
  }

  /** How often its terms still let it be renewed; 0 once it is closed. */
  get renewalsLeft(): number {
    return this.isOpen ? Math.max(this.terms.renewalsMax - this.renewals, 0) : 0;
  }

  /** Whether its terms allow no further renewal. */
  get isRenewedOut(): boolean {
    return this.renewals >= this.terms.renewalsMax;
  }

  /**
   * Puts the due date off by the days of its terms, counted from the due date, or from today when that has passed:
   * the new date is always later.
   * @param beyondLimit true when a librarian has set the limit of renewals aside
   * @throws Refusal `circulation.loan_closed`, `circulation.renewal_limit_reached`
   */
  renew(now: Date, calendar: LibraryCalendar, beyondLimit = false): void {
    if (!this.isOpen) throw new Refusal(loanClosed);
    if (this.isRenewedOut && !beyondLimit) throw new Refusal(renewalLimitReached);
    this.dueAt = dueDate(this.dueAt > now ? this.dueAt : now, this.terms, calendar);
    this.renewals += 1;
  }

  /**
   * Takes the copy back. Gives false when it had come back before: a return counts once. By a clock that was set back, or
   * goes behind that of the process that lent it, it may come back before it went out: that is told as the same moment.
   */
  close(why: CloseReason, now: Date): boolean {
    if (!this.isOpen) return false;
    this.closedAt = now > this.outAt ? now : this.outAt;
    this.closeReason = why;
    return true;
  }
}
