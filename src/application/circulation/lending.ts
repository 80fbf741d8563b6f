import { inject, injectable } from 'tsyringe';
import { dueDate } from '../../domain/circulation/due-date.js';
import { Loan, type LoanParties } from '../../domain/circulation/loan.js';
import type { Overridden } from '../../domain/circulation/override.js';
import { policyFor, type LoanTerms } from '../../domain/circulation/policy.js';
import { loanLimitReached, patronBlocked, patronExpired } from '../../domain/circulation/refusals.js';
import type { RefusalReason } from '../../domain/kernel/refusal.js';
import { AuditTrail } from '../kernel/storage/audit-trail.js';
import { Clock } from '../kernel/clock.js';
import { LocalTime } from '../kernel/local-time.js';
import { Outbox } from '../kernel/storage/outbox.js';
import { Loans } from './loans.js';
import type { Standing } from './patron-standing.js';
import { LendingFacts, type Lookup, type LookupToLend } from './lending-facts.js';

/** What speaks against a patron, whatever they want to have or to keep. */
export const standingRefusals = [patronBlocked, patronExpired] as const;

/** What all ways of lending have in common. To be used inside of a unit of work, with the patron locked. */
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

  /** What has to be known of a patron's loans, and of what the library allows. */
  look(patronId: number): Promise<Lookup> {
    return this.facts.of(patronId);
  }

  /** The same for a loan that is to be made, with its id. */
  lookToLend(patronId: number): Promise<LookupToLend> {
    return this.facts.toLend(patronId);
  }

  /** The terms for a patron and a kind of copy, and all that speaks against the patron. */
  evaluate(
    standing: Standing,
    { policies, open }: Lookup,
    copyKind: string,
  ): { terms: LoanTerms; blocks: RefusalReason[] } {
    const terms = policyFor(policies, standing.category, copyKind);
    const limit = open >= terms.loansMax ? [loanLimitReached] : [];
    return { terms, blocks: [...standingBlocks(standing), ...limit] };
  }

  /** When a loan that was made now would be due. */
  dueAt(terms: LoanTerms): Date {
    return dueDate(this.clock.now(), terms, this.calendar);
  }

  /**
   * @param id the one that `lookToLend` gave
   * @param overridden what a librarian has set aside for it
   */
  async open(id: number, parties: LoanParties, terms: LoanTerms, overridden?: Overridden): Promise<Loan> {
    const loan = new Loan(parties, terms, this.clock.now(), this.calendar);
    await this.loans.add(loan, id);
    this.record('circulation.loan_opened', loan, overridden);
    return loan;
  }

  /** Writes down what happened to a loan, and what was set aside for it; and tells whoever wants to know. */
  record(action: string, loan: Loan, overridden?: Overridden): void {
    const { id, copyId, bookId, dueAt } = loan;
    const details = { copyId, bookId, dueAt, ...(overridden && { override: overridden }) };
    this.audit.record({ action, subject: { type: 'loan', id }, details });
    this.outbox.add({ name: action, aggregate: { type: 'loan', id }, payload: { copyId, bookId, dueAt } });
  }
}

export function standingBlocks(standing: Standing): RefusalReason[] {
  return [...(standing.blocked ? [patronBlocked] : []), ...(standing.expired ? [patronExpired] : [])];
}
