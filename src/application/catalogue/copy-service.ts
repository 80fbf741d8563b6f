import { inject, injectable } from 'tsyringe';
import { Refusal } from '../../domain/kernel/refusal.js';
import { bookNotFound, copyNotFound } from '../../domain/kernel/not-found.js';
import type { Copy } from '../../domain/catalogue/copy.js';
import { AuditTrail } from '../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../kernel/storage/unit-of-work.js';
import { Copies } from './copies.js';

/** Changes of copies that the circulation causes. */
@injectable()
export class CopyService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Copies) private readonly copies: Copies,
    @inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  /**
   * Returns a free copy of each kind, locked until the running unit of work ends: see `Copies.lockFree`.
   * @throws Refusal `catalogue.book_not_found`
   */
  async lockFree(bookId: number): Promise<readonly Copy[]> {
    const { bookExists, copies } = await this.copies.lockFree(bookId);
    if (!bookExists) throw new Refusal(bookNotFound);
    return copies;
  }

  /**
   * Returns a copy, locked until the running unit of work ends.
   * @throws Refusal `catalogue.copy_not_found`
   */
  async lock(copyId: number): Promise<Copy> {
    const copy = await this.copies.lock(copyId);
    if (!copy) throw new Refusal(copyNotFound);
    return copy;
  }

  /**
   * Returns the copy with this barcode, ignoring case. The copy stays locked, and its book cannot be withdrawn, until
   * the running unit of work ends.
   * @throws Refusal `catalogue.copy_not_found`
   */
  async lockByBarcode(barcode: string): Promise<Copy> {
    const copy = await this.copies.lockByBarcode(barcode);
    if (!copy || copy.status === 'withdrawn') throw new Refusal(copyNotFound);
    return copy;
  }

  /** Lends this copy. It must be free, and locked by the running unit of work. */
  lend(copy: Copy): Promise<void> {
    return this.work.run(() => this.move(copy, 'on_loan'));
  }

  /**
   * Makes a copy available again that was on loan, lost or missing. In any other state it does not change.
   * @param copy locked by the running unit of work; updated to the stored state
   */
  takeBack(copy: Copy): Promise<void> {
    return this.work.run(async () => {
      const { status } = copy;
      if (status === 'on_loan') await this.move(copy, 'available');
      if (status === 'lost' || status === 'missing') await this.move(copy, 'available', 'copy_found');
    });
  }

  private async move(copy: Copy, status: Copy['status'], action = 'copy_moved'): Promise<void> {
    copy.moveTo(status);
    await this.copies.save(copy);
    this.audit.record({
      action: `catalogue.${action}`,
      subject: { type: 'copy', id: copy.id },
      details: { status, bookId: copy.bookId },
    });
  }
}
