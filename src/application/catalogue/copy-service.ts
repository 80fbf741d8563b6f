import { inject, injectable } from 'tsyringe';
import { Refusal } from '../../domain/kernel/refusal.js';
import { bookNotFound, copyNotFound } from '../../domain/kernel/not-found.js';
import type { Copy } from '../../domain/catalogue/copy.js';
import { AuditTrail } from '../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../kernel/storage/unit-of-work.js';
import { Copies } from './copies.js';

/** What happens to single copies. */
@injectable()
export class CopyService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Copies) private readonly copies: Copies,
    @inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  /**
   * Takes a free copy of the book off the shelf for a loan. Gives undefined when none is free.
   * @throws Refusal `catalogue.book_not_found`
   */
  lendAny(bookId: number): Promise<Copy | undefined> {
    return this.work.run(async () => {
      const { bookExists, copy } = await this.copies.lockFree(bookId);
      if (!bookExists) throw new Refusal(bookNotFound);
      if (copy) await this.move(copy, 'on_loan');
      return copy;
    });
  }

  /**
   * Gives a copy, locked until the running unit of work ends.
   * @throws Refusal `catalogue.copy_not_found`
   */
  async lock(copyId: number): Promise<Copy> {
    const copy = await this.copies.lock(copyId);
    if (!copy) throw new Refusal(copyNotFound);
    return copy;
  }

  /**
   * The copy with this barcode, upper and lower case alike, locked until the running unit of work ends; its book stays
   * as long.
   * @throws Refusal `catalogue.copy_not_found`
   */
  async lockByBarcode(barcode: string): Promise<Copy> {
    const copy = await this.copies.lockByBarcode(barcode);
    if (!copy || copy.status === 'withdrawn') throw new Refusal(copyNotFound);
    return copy;
  }

  /** Takes a copy, which the running unit of work has locked and which must be free, off the shelf for a loan. */
  lend(copy: Copy): Promise<void> {
    return this.work.run(() => this.move(copy, 'on_loan'));
  }

  /**
   * Puts a copy that was out, lost or missing back on the shelf; any other stays as it is.
   * @param copy locked by the running unit of work; it is afterwards as it was stored
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
