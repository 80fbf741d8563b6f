import { inject, injectable } from 'tsyringe';
import { isStaff, type SignedIn } from '../kernel/request/caller.js';
import { LoanQueries } from './loan-queries.js';
import type { LoanRecord } from './views.js';

/** Shows a loan to those who may see it. */
@injectable()
export class LoanRecords {
  constructor(@inject(LoanQueries) private readonly loans: LoanQueries) {}

  /** Undefined for an unknown loan, and, when the caller is a patron, for a loan of another patron. */
  async view(id: number, caller: SignedIn): Promise<LoanRecord | undefined> {
    const loan = await this.loans.view(id);
    const isVisible = loan && (isStaff(caller) || loan.patronId === caller.patronId);
    return isVisible ? loan : undefined;
  }
}
