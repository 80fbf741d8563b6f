import { inject, injectable } from 'tsyringe';
import { isStaff, type SignedIn } from '../kernel/request/caller.js';
import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import { DeskCopies } from './desk-copies.js';
import { LoanQueries, type LoanFilter } from './loan-queries.js';
import type { LoanRecord, LoanView } from './views.js';

/** Adds barcodes, from the catalogue, to the loans. */
@injectable()
export class LoanRecords {
  constructor(
    @inject(LoanQueries) private readonly loans: LoanQueries,
    @inject(DeskCopies) private readonly copies: DeskCopies,
  ) {}

  /** Undefined for an unknown loan, and, when the caller is a patron, for a loan of another patron. */
  async view(id: number, caller: SignedIn): Promise<LoanRecord | undefined> {
    const loan = await this.loans.view(id);
    const isVisible = loan && (isStaff(caller) || loan.patronId === caller.patronId);
    return isVisible ? (await this.withBarcodes([loan]))[0] : undefined;
  }

  /** Newest first. */
  async list(filter: LoanFilter, slice: SliceRequest): Promise<Slice<LoanRecord>> {
    const { items, next } = await this.loans.listAfter(filter, slice);
    return { items: await this.withBarcodes(items), next };
  }

  count(filter: LoanFilter): Promise<number> {
    return this.loans.count(filter);
  }

  private async withBarcodes(loans: readonly LoanView[]): Promise<LoanRecord[]> {
    const barcodes = await this.copies.barcodes(loans.map(({ copyId }) => copyId));
    return loans.map((loan) => ({ ...loan, copyBarcode: barcodes.get(loan.copyId) ?? '' }));
  }
}
