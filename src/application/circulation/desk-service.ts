import { inject, injectable } from 'tsyringe';
import type { Loan } from '../../domain/circulation/loan.js';
import { refuseUnlessOverridden, type Override } from '../../domain/circulation/override.js';
import type { LoanTerms } from '../../domain/circulation/policy.js';
import {
  copyNotAvailable,
  copyOnLoan,
  deskOnly,
  loanLimitReached,
  notForAnother,
  overrideNotAllowed,
} from '../../domain/circulation/refusals.js';
import { copyNotFound, patronNotFound } from '../../domain/kernel/not-found.js';
import { Refusal, type RefusalReason } from '../../domain/kernel/refusal.js';
import { isStaff, type SignedIn } from '../kernel/request/caller.js';
import { Clock } from '../kernel/clock.js';
import { UnitOfWork } from '../kernel/storage/unit-of-work.js';
import { DeskCopies, type DeskCopy, type KeptStatus } from './desk-copies.js';
import { Lending, borrowingRefusals } from './lending.js';
import { Loans } from './loans.js';
import { PatronStanding, type Standing } from './patron-standing.js';
import { requireDesk, SelfService } from './self-service.js';
import { viewOf, type LoanRecord } from './views.js';

/** Refusals about the caller, the patron and the copy. */
const parties = [notForAnother, patronNotFound, copyNotFound] as const;

/** The reasons for which each job can be refused. */
export const deskRefusals = {
  lend: [
    deskOnly,
    ...parties,
    overrideNotAllowed,
    ...borrowingRefusals,
    loanLimitReached,
    copyOnLoan,
    copyNotAvailable,
  ],
  check: parties,
  takeBack: [copyNotFound],
  unknownPatron: [patronNotFound],
} as const;

/** A copy that a patron wants to borrow. */
export interface Scan {
  readonly barcode: string;
  readonly patronId: number;
}

/** Outcome of a return at the desk. */
export interface TakenBack {
  /** The copy's last loan; undefined for a copy that was never lent. */
  readonly loan: LoanRecord | undefined;
  /** True when the copy had no open loan: it was returned before, or never lent. */
  readonly alreadyReturned: boolean;
  /** The copy after the return. */
  readonly copy: DeskCopy & { readonly status: KeptStatus };
}

/** What a loan depends on. Patron, copy and the copy's open loan are locked. */
interface Findings {
  readonly copy: DeskCopy;
  readonly standing: Standing;
  readonly terms: LoanTerms;
  /** The open loan by which this patron has the copy. */
  readonly own: Loan | undefined;
  readonly blocks: readonly RefusalReason[];
}

/**
 * Lends and returns copies by barcode. Throws Refusals as listed in `deskRefusals`, each with all reasons. Locks are
 * taken in the order patron, book, copy, loan.
 */
@injectable()
export class DeskService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Loans) private readonly loans: Loans,
    @inject(PatronStanding) private readonly patrons: PatronStanding,
    @inject(DeskCopies) private readonly copies: DeskCopies,
    @inject(Lending) private readonly lending: Lending,
    @inject(Clock) private readonly clock: Clock,
    @inject(SelfService) private readonly selfService: SelfService,
  ) {}

  /**
   * Lends this copy. If the patron has it on loan already, nothing changes.
   * @param override a librarian's, for blocks that can be overridden
   */
  lend(scan: Scan, caller: SignedIn, override?: Override): Promise<{ loan: LoanRecord; isNew: boolean }> {
    requireDesk(this.selfService, caller);
    refuseForAnother(scan, caller);
    if (override && !isStaff(caller)) throw new Refusal(overrideNotAllowed);
    return this.work.run(async () => {
      const { copy, standing, terms, own, blocks } = await this.look(scan);
      if (own) return { loan: this.recordOf(own, copy), isNew: false };
      const overridden = refuseUnlessOverridden(blocks, override);
      await this.copies.takeOut(copy);
      const { copyId, bookId } = copy;
      const made = { copyId, bookId, patronId: scan.patronId };
      const id = await this.loans.reserveId();
      const loan = await this.lending.open(made, { id, terms, standing, overridden });
      return { loan: this.recordOf(loan, copy), isNew: true };
    });
  }

  /** Returns what `lend` would do, and changes nothing. `dueAt` is undefined when the loan is blocked. */
  check(
    scan: Scan,
    caller: SignedIn,
  ): Promise<{ dueAt: Date | undefined; blocks: readonly RefusalReason[] }> {
    refuseForAnother(scan, caller);
    return this.work.run(async () => {
      const { standing, terms, own, blocks } = await this.look(scan);
      if (own) return { dueAt: own.dueAt, blocks: [] };
      return { dueAt: blocks.length > 0 ? undefined : this.lending.dueAt(terms, standing), blocks };
    });
  }

  /** Returns a copy by its barcode. Only the staff may call it: a return is counted where the copy is. */
  takeBack(barcode: string): Promise<TakenBack> {
    return this.work.run(async () => {
      const copy = await this.copies.lock(barcode);
      const loan = await this.loans.lockLastOf(copy.copyId);
      const status = await this.copies.takeIn(copy);
      const isClosed = loan !== undefined && (await this.lending.close(loan, 'returned'));
      const record = loan && this.recordOf(loan, copy);
      return { loan: record, alreadyReturned: !isClosed, copy: { ...copy, status } };
    });
  }

  private recordOf(loan: Loan, { barcode }: DeskCopy): LoanRecord {
    return { ...viewOf(loan, this.clock.now()), copyBarcode: barcode };
  }

  private async look({ barcode, patronId }: Scan): Promise<Findings> {
    // Queries in one `Promise.all` run, lock rows and fail in the order written.
    const [standing, facts, copy] = await Promise.all([
      this.patrons.lock(patronId),
      this.lending.look(patronId),
      this.copies.lock(barcode),
    ]);
    const last = copy.status === 'on_loan' ? await this.loans.lockLastOf(copy.copyId) : undefined;
    const { terms, blocks } = this.lending.evaluate(standing, facts, copy.kind);
    const own = last?.patronId === patronId ? last : undefined;
    return {
      copy,
      standing,
      terms,
      own,
      blocks: [...blocks, ...copyBlocks(copy)],
    };
  }
}

function refuseForAnother({ patronId }: Scan, caller: SignedIn): void {
  if (patronId !== caller.patronId && !isStaff(caller)) throw new Refusal(notForAnother);
}

function copyBlocks({ status }: DeskCopy): RefusalReason[] {
  if (status === 'available') return [];
  return [status === 'on_loan' ? copyOnLoan : copyNotAvailable];
}
