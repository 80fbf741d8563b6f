import { inject, injectable } from 'tsyringe';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { LoanCounts } from './loan-counts.js';

/** Books in one transaction: few enough for the statement timeout. */
const lot = 1_000;

/** Repairs the numbers of loans by book. */
@injectable()
export class LoanCountService {
  constructor(
    @inject(LoanCounts) private readonly counts: LoanCounts,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** Counts the loans of all books again, while loans go on. Returns how many counts were wrong. */
  async recount(): Promise<number> {
    const last = await this.counts.lastBook();
    let wrong = 0;
    for (let after = 0; after < last; after += lot)
      wrong += await this.work.run(() => this.counts.recount(after, after + lot));
    return wrong;
  }
}
