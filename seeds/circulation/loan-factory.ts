import type { EntityData } from '@mikro-orm/core';
import { Factory } from '@mikro-orm/seeder';
import type { LibraryCalendar } from '../../src/domain/circulation/due-date.js';
import { Loan, type LoanParties } from '../../src/domain/circulation/loan.js';
import type { LoanTerms } from '../../src/domain/circulation/policy.js';

/** A loan to be made by the same rules as at the desk. */
export interface LoanInput {
  readonly parties: LoanParties;
  readonly terms: LoanTerms;
  readonly calendar: LibraryCalendar;
  readonly outAt: Date;
  /** Time of the renewal; absent for a loan that was not renewed. */
  readonly renewedAt?: Date | undefined;
  /** Time of the return; absent for an open loan. */
  readonly returnedAt?: Date | undefined;
}

/** Makes loans. @throws Refusal `circulation.renewal_limit_reached` when the terms allow no renewal */
export class LoanFactory extends Factory<Loan, LoanInput> {
  override readonly model = Loan;

  protected override definition(input: LoanInput): EntityData<Loan> {
    return { ...this.makeEntity(input) };
  }

  /** `em.create` cannot pass a calendar to the constructor, which needs one for the due date. */
  override makeEntity({ parties, terms, calendar, outAt, renewedAt, returnedAt }: LoanInput): Loan {
    const loan = new Loan(parties, terms, outAt, calendar);
    if (renewedAt) loan.renew(renewedAt, calendar);
    if (returnedAt) loan.close('returned', returnedAt);
    return loan;
  }
}
