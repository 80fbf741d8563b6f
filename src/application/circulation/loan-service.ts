import { inject, injectable } from 'tsyringe';
import { Loan } from '../../domain/circulation/loan.js';
import type { LoanTerms } from '../../domain/circulation/policy.js';
import {
  bookNotFound,
  loanClosed,
  loanLimitReached,
  loanNotFound,
  noCopyAvailable,
  notForAnother,
  patronBlocked,
  patronExpired,
  patronNotFound,
  renewalLimitReached,
} from '../../domain/circulation/refusals.js';
import { Refusal, type RefusalReason } from '../../domain/kernel/refusal.js';
import { AuditTrail } from '../kernel/audit-trail.js';
import { isStaff, type SignedIn } from '../kernel/caller.js';
import { Clock } from '../kernel/clock.js';
import { UnitOfWork } from '../kernel/unit-of-work.js';
import { Calendar } from './calendar.js';
import { Loans } from './loans.js';
import { PatronStanding, type Standing } from './patron-standing.js';
import { Policies } from './policies.js';
import { Shelves } from './shelves.js';

const standingRefusals = [patronBlocked, patronExpired] as const;

/** For each job, the reasons for which it can be refused. */
export const loanRefusals = {
  borrow: [
    notForAnother,
    patronNotFound,
    bookNotFound,
    ...standingRefusals,
    loanLimitReached,
    noCopyAvailable,
  ],
  find: [loanNotFound],
  return: [loanNotFound],
  renew: [loanNotFound, loanClosed, renewalLimitReached, ...standingRefusals],
} as const;

/** The desk. Every method throws Refusals as `loanRefusals` lists them; locks go patron, copy, loan. */
@injectable()
export class LoanService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Loans) private readonly loans: Loans,
    @inject(Policies) private readonly policies: Policies,
    @inject(PatronStanding) private readonly patrons: PatronStanding,
    @inject(Shelves) private readonly shelves: Shelves,
    @inject(Calendar) private readonly calendar: Calendar,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Lends any free copy of a book. Gives the id of the loan.
   * All that speaks against it is collected; the first reason is the one that waiting will not mend.
   */
  borrow(bookId: number, patronId: number, caller: SignedIn): Promise<number> {
    if (patronId !== caller.patronId && !isStaff(caller)) throw new Refusal(notForAnother);
    return this.work.run(async () => {
      const standing = await this.patrons.lock(patronId);
      const copy = await this.shelves.takeAny(bookId);
      const terms = await this.policies.forPair(standing.category, copy?.kind ?? 'standard');
      const against = await this.reasonsAgainst(standing, patronId, terms);
      if (!copy) throw new Refusal([...against, noCopyAvailable]);
      refuseIfAny(against);
      const loan = new Loan(
        { copyId: copy.copyId, bookId, patronId },
        terms,
        this.clock.now(),
        this.calendar,
      );
      await this.loans.add(loan);
      this.record('circulation.loan_opened', loan);
      return loan.id;
    });
  }

  /** Takes the copy back. Gives whether it had come back before, in which case nothing changes. */
  return(id: number, caller: SignedIn): Promise<{ alreadyReturned: boolean }> {
    return this.work.run(async () => {
      const { copyId } = await this.own(id, caller);
      await this.shelves.lock(copyId);
      const loan = await this.locked(id);
      if (!loan.close('returned', this.clock.now())) return { alreadyReturned: true };
      await this.shelves.putBack(copyId);
      this.record('circulation.loan_returned', loan);
      return { alreadyReturned: false };
    });
  }

  /** Puts the due date off. */
  renew(id: number, caller: SignedIn): Promise<void> {
    return this.work.run(async () => {
      const { patronId, isOpen } = await this.own(id, caller);
      // What is closed stays closed. Its patron may be gone.
      if (!isOpen || patronId === null) throw new Refusal(loanClosed);
      const standing = await this.patrons.lock(patronId);
      refuseIfAny(standingAgainst(standing));
      const loan = await this.locked(id);
      loan.renew(this.clock.now(), this.calendar);
      this.record('circulation.loan_renewed', loan);
    });
  }

  /** Somebody else's loan is not there, for a patron. */
  private async own(id: number, caller: SignedIn): Promise<Loan> {
    const loan = await this.loans.find(id);
    if (!loan || (loan.patronId !== caller.patronId && !isStaff(caller))) throw new Refusal(loanNotFound);
    return loan;
  }

  private async locked(id: number): Promise<Loan> {
    const loan = await this.loans.lock(id);
    if (!loan) throw new Refusal(loanNotFound);
    return loan;
  }

  private async reasonsAgainst(
    standing: Standing,
    patronId: number,
    terms: LoanTerms,
  ): Promise<RefusalReason[]> {
    const against = standingAgainst(standing);
    if ((await this.loans.countOpen(patronId)) >= terms.loansMax) against.push(loanLimitReached);
    return against;
  }

  private record(action: string, loan: Loan): void {
    const { id, copyId, bookId, dueAt } = loan;
    this.audit.record({ action, subject: { type: 'loan', id }, details: { copyId, bookId, dueAt } });
  }
}

function standingAgainst(standing: Standing): RefusalReason[] {
  return [...(standing.blocked ? [patronBlocked] : []), ...(standing.expired ? [patronExpired] : [])];
}

function refuseIfAny(against: readonly RefusalReason[]): void {
  const [first, ...others] = against;
  if (first) throw new Refusal([first, ...others]);
}
