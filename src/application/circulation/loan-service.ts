import { inject, injectable } from 'tsyringe';
import type { Loan } from '../../domain/circulation/loan.js';
import { refuseUnlessOverridden, type Override } from '../../domain/circulation/override.js';
import {
  deskOnly,
  loanClosed,
  loanLimitReached,
  loanNotFound,
  noCopyAvailable,
  notForAnother,
  overrideNotAllowed,
  renewalLimitReached,
  renewalTooEarly,
} from '../../domain/circulation/refusals.js';
import { bookNotFound, patronNotFound } from '../../domain/kernel/not-found.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { isStaff, type SignedIn } from '../kernel/request/caller.js';
import { Clock } from '../kernel/clock.js';
import { LocalTime } from '../kernel/local-time.js';
import { UnitOfWork } from '../kernel/storage/unit-of-work.js';
import { chooseCopy } from './choose-copy.js';
import { borrowingRefusals, Lending, standingBlocks, standingRefusals } from './lending.js';
import { Loans } from './loans.js';
import { PatronStanding } from './patron-standing.js';
import { requireDesk, SelfService } from './self-service.js';
import { Shelves } from './shelves.js';
import { viewOf, type LoanView } from './views.js';

/** The reasons for which each job can be refused. */
export const loanRefusals = {
  borrow: [
    deskOnly,
    notForAnother,
    patronNotFound,
    bookNotFound,
    ...borrowingRefusals,
    loanLimitReached,
    noCopyAvailable,
  ],
  find: [loanNotFound],
  return: [deskOnly, loanNotFound],
  renew: [loanNotFound, loanClosed, renewalLimitReached, renewalTooEarly, ...standingRefusals],
  /** Additional reasons when an override is given. */
  override: [overrideNotAllowed],
} as const;

/**
 * Makes, returns and renews loans by the ids of books and loans. Throws Refusals as listed in `loanRefusals`. Locks are
 * taken in the order patron, book, copy, loan.
 */
@injectable()
export class LoanService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Loans) private readonly loans: Loans,
    @inject(PatronStanding) private readonly patrons: PatronStanding,
    @inject(Shelves) private readonly shelves: Shelves,
    @inject(Lending) private readonly lending: Lending,
    @inject(LocalTime) private readonly calendar: LocalTime,
    @inject(Clock) private readonly clock: Clock,
    @inject(SelfService) private readonly selfService: SelfService,
  ) {}

  /**
   * Lends the free copy of a book that has the best terms (see `chooseCopy`). Returns the loan.
   *
   * A Refusal lists every reason. Reasons about the patron come before `circulation.no_copy_available`, as waiting does
   * not resolve them.
   */
  borrow(bookId: number, patronId: number, caller: SignedIn): Promise<LoanView> {
    requireDesk(this.selfService, caller);
    if (patronId !== caller.patronId && !isStaff(caller)) throw new Refusal(notForAnother);
    return this.work.run(async () => {
      // Queries in one `Promise.all` run, lock rows and fail in the order written.
      const [standing, found, copies] = await Promise.all([
        this.patrons.lock(patronId),
        this.lending.lookToLend(patronId),
        this.shelves.lockFree(bookId),
      ]);
      const { copy, terms, blocks } = chooseCopy(this.lending, standing, found, copies);
      if (!copy) throw new Refusal([...blocks, noCopyAvailable]);
      refuseUnlessOverridden(blocks, undefined);
      await this.shelves.takeOut(copy);
      const parties = { copyId: copy.copyId, bookId, patronId };
      const loan = await this.lending.open(parties, { id: found.loanId, terms, standing });
      return viewOf(loan, this.clock.now());
    });
  }

  /** Lends the caller a copy as `borrow` does, unless the caller has one of this book. */
  borrowOnce(bookId: number, caller: SignedIn): Promise<void> {
    return this.work.run(async () => {
      await this.patrons.lock(caller.patronId);
      if (await this.loans.hasOpen(caller.patronId, bookId)) return;
      await this.borrow(bookId, caller.patronId, caller);
    });
  }

  /**
   * Closes the loan. Returns the loan, and whether it was closed before; in that case nothing changes, also when it was
   * closed as lost: a lost copy is found where it is scanned (`DeskService.takeBack`).
   */
  return(id: number, caller: SignedIn): Promise<{ loan: LoanView; alreadyReturned: boolean }> {
    requireDesk(this.selfService, caller);
    return this.work.run(async () => {
      const { copyId } = await this.own(id, caller);
      const [copy, loan] = await Promise.all([this.shelves.lock(copyId), this.locked(id)]);
      if (loan.isOpen) await this.shelves.putBack(copy);
      const isClosed = await this.lending.close(loan, 'returned');
      return { loan: viewOf(loan, this.clock.now()), alreadyReturned: !isClosed };
    });
  }

  /**
   * Renews the loan from today and returns it.
   * @param override a librarian's, for blocks that can be overridden
   */
  renew(id: number, caller: SignedIn, override?: Override): Promise<LoanView> {
    if (override && !isStaff(caller)) throw new Refusal(overrideNotAllowed);
    return this.work.run(async () => {
      const { patronId, isOpen } = await this.own(id, caller);
      // A closed loan cannot be renewed, and its patron may have been erased.
      if (!isOpen || patronId === null) throw new Refusal(loanClosed);
      const standing = await this.patrons.lock(patronId);
      const loan = await this.locked(id);
      const [now, { cardEndsAt }] = [this.clock.now(), standing];
      const blocks = loan.renewalBlocks(now, this.calendar, cardEndsAt);
      const overridden = refuseUnlessOverridden([...standingBlocks(standing), ...blocks], override);
      loan.renew(now, this.calendar, cardEndsAt, overridden !== undefined);
      await this.loans.save(loan);
      this.lending.record('circulation.loan_renewed', loan, overridden);
      return viewOf(loan, this.clock.now());
    });
  }

  /** For a patron, a loan of another patron does not exist. */
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
}
