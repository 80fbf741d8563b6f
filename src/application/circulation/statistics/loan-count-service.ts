import { inject, injectable } from 'tsyringe';
import { UnitOfWork } from '../../kernel/storage/unit-of-work.js';
import { LoanCounts } from './loan-counts.js';

/** Books in one transaction: few enough for the statement timeout. */
const lot = 1_000;

/** How much was wrong. */
export interface Repaired {
  readonly counts: number;
  readonly barcodes: number;
}

/** Repairs what the database keeps with the loans: their numbers by book, and the barcodes of their copies. */
@injectable()
export class LoanCountService {
  constructor(
    @inject(LoanCounts) private readonly counts: LoanCounts,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** Counts the loans of all books again and corrects their barcodes, while loans go on. */
  async recount(): Promise<Repaired> {
    const last = await this.counts.lastBook();
    const repaired = { counts: 0, barcodes: 0 };
    for (let after = 0; after < last; after += lot) {
      repaired.counts += await this.work.run(() => this.counts.recount(after, after + lot));
      repaired.barcodes += await this.work.run(() => this.counts.correctBarcodes(after, after + lot));
    }
    return repaired;
  }
}
