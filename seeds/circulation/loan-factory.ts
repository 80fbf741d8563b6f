import type { EntityData } from '@mikro-orm/core';
import { Factory } from '@mikro-orm/seeder';
import type { LibraryCalendar } from '../../src/domain/circulation/due-date.js';
import { Loan, type LoanParties } from '../../src/domain/circulation/loan.js';
import type { LoanTerms } from '../../src/domain/circulation/policy.js';

/** A loan that is to be made, as the desk would make it. */
export interface LoanInput {
  readonly parties: LoanParties;
  readonly terms: LoanTerms;
  readonly calendar: LibraryCalendar;
  readonly outAt: Date;
  /** Renewed at this moment; absent for a loan that never was. */
  readonly renewedAt?: Date | undefined;
  /** Absent while the copy is out. */
  readonly returnedAt?: Date | undefined;
}

/** Makes loans. @throws Refusal `circulation.renewal_limit_reached` when the terms allow no renewal */
export class LoanFactory extends Factory<Loan, LoanInput> {
  override readonly model = Loan;

  protected override definition(input: LoanInput): EntityData<Loan> {
    return { ...this.makeEntity(input) };
  }

  /** `em.create` has no calendar for the constructor, and without one there is no due date. */
  override makeEntity({ parties, terms, calendar, outAt, renewedAt, returnedAt }: LoanInput): Loan {
    const loan = new Loan(parties, terms, outAt, calendar);
    if (renewedAt) loan.renew(renewedAt, calendar);
    if (returnedAt) loan.close('returned', returnedAt);
    return loan;
  }
}
