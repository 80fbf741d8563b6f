import { inject, injectable } from 'tsyringe';
import { dueDate } from '../../domain/circulation/due-date.js';
import { Loan, type CloseReason, type LoanParties } from '../../domain/circulation/loan.js';
import type { Overridden } from '../../domain/circulation/override.js';
import { policyFor, reachedLimit, type LoanTerms } from '../../domain/circulation/policy.js';
import { loanLimitReached, patronBlocked, patronExpired } from '../../domain/circulation/refusals.js';
import { emailUnverified } from '../../domain/kernel/email-unverified.js';
import { withParameters, type RefusalReason } from '../../domain/kernel/refusal.js';
import { AuditTrail } from '../kernel/storage/audit-trail.js';
import { Clock } from '../kernel/clock.js';
import { LocalTime } from '../kernel/local-time.js';
import { Outbox } from '../kernel/storage/outbox.js';
import { Loans } from './loans.js';
import type { Standing } from './patron-standing.js';
import { LendingFacts, type Lookup, type LookupToLend } from './lending-facts.js';

/** Blocks that apply to a patron's loans and renewals alike. */
export const standingRefusals = [patronBlocked, patronExpired] as const;

/** Blocks that a patron's standing can set against a loan. */
export const borrowingRefusals = [...standingRefusals, emailUnverified] as const;

/** How a loan is to be made. */
export interface Decision {
  /** A reserved one, for example from `lookToLend`. */
  readonly id: number;
  readonly terms: LoanTerms;
  readonly standing: Standing;
  /** The blocks that a librarian has overridden. */
  readonly overridden?: Overridden | undefined;
}

/** The rules that all ways of lending share. Use it inside a unit of work, with the patron locked. */
@injectable()
export class Lending {
  constructor(
    @inject(Loans) private readonly loans: Loans,
    @inject(LendingFacts) private readonly facts: LendingFacts,
    @inject(LocalTime) private readonly calendar: LocalTime,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Outbox) private readonly outbox: Outbox,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Reads the policies and the numbers of the patron's open loans. */
  look(patronId: number): Promise<Lookup> {
    return this.facts.of(patronId);
  }

  /** The same for a loan that is to be made, with its id. */
  lookToLend(patronId: number): Promise<LookupToLend> {
    return this.facts.toLend(patronId);
  }

  /** Returns the terms for the patron and the kind of copy, and all blocks that concern the patron. */
  evaluate(
    standing: Standing,
    { policies, open }: Lookup,
    copyKind: string,
  ): { terms: LoanTerms; blocks: RefusalReason[] } {
    const terms = policyFor(policies, standing.category, copyKind);
    const unverified = standing.unverified ? [emailUnverified] : [];
    const reached = reachedLimit(policies, standing.category, copyKind, open);
    const limit = reached ? [withParameters(loanLimitReached, { ...reached })] : [];
    return { terms, blocks: [...standingBlocks(standing), ...unverified, ...limit] };
  }

  /** The due date of a loan that is made now by a patron with this standing. */
  dueAt(terms: LoanTerms, { cardEndsAt }: Standing): Date {
    return dueDate(this.clock.now(), terms, this.calendar, cardEndsAt);
  }

  /** Makes a loan that was decided on. */
  async open(parties: LoanParties, { id, terms, standing, overridden }: Decision): Promise<Loan> {
    const loan = new Loan(parties, terms, this.clock.now(), this.calendar, standing.cardEndsAt);
    await this.loans.add(loan, id);
    this.record('circulation.loan_opened', loan, overridden);
    return loan;
  }

  /** Closes the loan, and records it. Returns false when it was closed before. */
  async close(loan: Loan, why: CloseReason): Promise<boolean> {
    if (!loan.close(why, this.clock.now())) return false;
    await this.loans.save(loan);
    this.record(`circulation.loan_${why}`, loan);
    return true;
  }

  /** Records an event of a loan, including overridden blocks, in the audit trail and in the outbox. */
  record(action: string, loan: Loan, overridden?: Overridden): void {
    const { id, copyId, bookId, dueAt } = loan;
    const details = { copyId, bookId, dueAt, ...(overridden && { override: overridden }) };
    this.audit.record({ action, subject: { type: 'loan', id }, details });
    this.outbox.add({ name: action, aggregate: { type: 'loan', id }, payload: { copyId, bookId, dueAt } });
  }
}

export function standingBlocks(standing: Standing): RefusalReason[] {
  const { blocked, expired, cardEndsAt } = standing;
  const when = cardEndsAt && { expired: cardEndsAt.toISOString() };
  return [
    ...(blocked ? [patronBlocked] : []),
    ...(expired ? [when ? withParameters(patronExpired, when) : patronExpired] : []),
  ];
}
