import { inject, injectable } from 'tsyringe';
import { Refusal } from '../../domain/kernel/refusal.js';
import { bookNotFound, copyNotFound } from '../../domain/catalogue/refusals.js';
import type { Copy } from '../../domain/catalogue/copy.js';
import { AuditTrail } from '../kernel/audit-trail.js';
import { UnitOfWork } from '../kernel/unit-of-work.js';
import { Books } from './books.js';
import { Copies } from './copies.js';
import { CopyQueries } from './copy-queries.js';

/** What happens to single copies. */
@injectable()
export class CopyService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Books) private readonly books: Books,
    @inject(Copies) private readonly copies: Copies,
    @inject(CopyQueries) private readonly queries: CopyQueries,
    @inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  /**
   * Takes a free copy of the book off the shelf for a loan. Gives undefined when none is free.
   * @throws Refusal `catalogue.book_not_found`
   */
  lendAny(bookId: number): Promise<Copy | undefined> {
    return this.work.run(async () => {
      const [isKept, copy] = await Promise.all([this.books.pin(bookId), this.copies.lockFree(bookId)]);
      if (!isKept) throw new Refusal(bookNotFound);
      if (copy) this.move(copy, 'on_loan');
      return copy;
    });
  }

  /** Locks a copy until the running unit of work ends. */
  async lock(copyId: number): Promise<void> {
    await this.copies.lock(copyId);
  }

  /**
   * The copy with this barcode, upper and lower case alike, locked until the running unit of work ends; its book stays
   * as long.
   * @throws Refusal `catalogue.copy_not_found`
   */
  async lockByBarcode(barcode: string): Promise<Copy> {
    const found = await this.queries.byBarcode(barcode);
    const isKept = found !== undefined && (await this.books.pin(found.bookId));
    const copy = isKept ? await this.copies.lock(found.id) : undefined;
    if (!copy || copy.status === 'withdrawn') throw new Refusal(copyNotFound);
    return copy;
  }

  /** Takes this copy, which must be free, off the shelf for a loan. */
  lend(copyId: number): Promise<void> {
    return this.work.run(async () => {
      const copy = await this.copies.lock(copyId);
      if (copy) this.move(copy, 'on_loan');
    });
  }

  /** Puts a copy that was out, lost or missing back on the shelf. Gives it as it is then; any other stays as it is. */
  takeBack(copyId: number): Promise<Copy | undefined> {
    return this.work.run(async () => {
      const copy = await this.copies.lock(copyId);
      if (copy?.status === 'on_loan') this.move(copy, 'available');
      if (copy?.status === 'lost' || copy?.status === 'missing') this.move(copy, 'available', 'copy_found');
      return copy;
    });
  }

  private move(copy: Copy, status: Copy['status'], action = 'copy_moved'): void {
    copy.moveTo(status);
    this.audit.record({
      action: `catalogue.${action}`,
      subject: { type: 'copy', id: copy.id },
      details: { status, bookId: copy.bookId },
    });
  }
}
