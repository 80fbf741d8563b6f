import { Loan } from '../../domain/circulation/loan.js';
import { Policy, type LoanTerms } from '../../domain/circulation/policy.js';
import { FakeLocalTime } from '../kernel/local-time.fake.js';
import { FakeAuditTrail } from '../kernel/storage/audit-trail.fake.js';
import { FakeOutbox } from '../kernel/storage/outbox.fake.js';
import { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import { FakeDeskCopies } from './desk-copies.fake.js';
import { Lending } from './lending.js';
import type { LookupToLend } from './lending-facts.js';
import { FakeLoans } from './loans.fake.js';
import { FakePatronStanding } from './patron-standing.fake.js';
import { FakeShelves } from './shelves.fake.js';

export const terms: LoanTerms = {
  loanDays: 21,
  renewalsMax: 2,
  loansMax: 5,
  holdsMax: 5,
  closedWeekdays: [],
};

/** The calendar of a library in UTC. */
export const calendar = new FakeLocalTime();

/** The dependencies of the circulation services, in memory. All loans have the same terms, and standard copies. */
export class FakeCirculation {
  now = new Date('2026-12-01T09:30:00Z');
  readonly clock = { now: () => this.now };
  readonly work = new FakeUnitOfWork();
  readonly loans = new FakeLoans(this.work);
  readonly patrons = new FakePatronStanding(this.work);
  readonly shelves = new FakeShelves(this.work);
  readonly deskCopies = new FakeDeskCopies(this.work);
  readonly audit = new FakeAuditTrail(this.work);
  readonly outbox = new FakeOutbox(this.work);
  readonly policies: Policy[] = [policyOf(terms)];
  readonly lending = new Lending(
    ...([
      this.loans,
      { of: (id: number) => this.#facts(id), toLend: (id: number) => this.#facts(id) },
      calendar,
      this.audit,
      this.outbox,
      this.clock,
    ] as const),
  );

  /** Adds a loan that was made on 2026-11-25 and is due on 2026-12-16. */
  given(parties: { readonly copyId: number; readonly bookId: number; readonly patronId: number }): Loan {
    const loan = new Loan(parties, terms, new Date('2026-11-25T09:30:00Z'), calendar);
    this.loans.given(loan);
    return loan;
  }

  /** As many loans of other copies as the terms allow. */
  givenLoansUpToTheLimit(patronId: number): void {
    for (let copyId = 101; copyId <= 100 + terms.loansMax; copyId++) {
      this.given({ copyId, bookId: 100, patronId });
    }
  }

  /** The recorded events: action, id and details. */
  get recorded(): unknown[] {
    return this.audit.events.map(({ action, subject, details }) => [action, subject.id, details]);
  }

  async #facts(patronId: number): Promise<LookupToLend> {
    if (!this.work.locks.includes(`patron ${patronId}`)) {
      throw new Error('The loans of a patron are counted before the patron is locked.');
    }
    const open = new Map([['standard', await this.loans.countOpen(patronId)]]);
    return { policies: this.policies, open, loanId: this.loans.nextId };
  }
}

/** A policy for these patrons and copies. */
export function policyOf(changes: Partial<LoanTerms>, patronCategory = '*', copyKind = '*'): Policy {
  return Object.assign(new Policy(), { ...terms, ...changes, patronCategory, copyKind });
}
