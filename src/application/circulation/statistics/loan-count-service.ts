import { inject, injectable } from 'tsyringe';
import { inLots } from '../../kernel/storage/in-lots.js';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { LoanCounts } from './loan-counts.js';

/** Books in one transaction: few enough for the statement timeout. */
const lot = 1_000;

/** Keeps the numbers of loans by book. */
@injectable()
export class LoanCountService {
  constructor(
    @inject(LoanCounts) private readonly counts: LoanCounts,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** Adds the noted changes to the counts, lot by lot, until none is left or it is stopped. */
  async settle(stop: AbortSignal): Promise<void> {
    await inLots(stop, (limit) => this.work.run(() => this.counts.settle(limit)));
  }

  /** Counts the loans of all books again, while loans go on. Returns how many counts were wrong. */
  async recount(): Promise<number> {
    const last = await this.counts.lastBook();
    let wrong = 0;
    for (let after = 0; after < last; after += lot)
      wrong += await this.work.run(() => this.counts.recount(after, after + lot));
    return wrong;
  }
}
