import { inject, injectable } from 'tsyringe';
import { Refusal } from '../../domain/kernel/refusal.js';
import { bookNotFound } from '../../domain/catalogue/refusals.js';
import type { Copy } from '../../domain/catalogue/copy.js';
import { AuditTrail } from '../kernel/audit-trail.js';
import { UnitOfWork } from '../kernel/unit-of-work.js';
import { Books } from './books.js';
import { Copies } from './copies.js';

/** What happens to single copies. */
@injectable()
export class CopyService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Books) private readonly books: Books,
    @inject(Copies) private readonly copies: Copies,
    @inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  /**
   * Takes a free copy of the book off the shelf for a loan. Gives undefined when none is free.
   * @throws Refusal `catalogue.book_not_found`
   */
  lendAny(bookId: number): Promise<Copy | undefined> {
    return this.work.run(async () => {
      if (!(await this.books.pin(bookId))) throw new Refusal(bookNotFound);
      const copy = await this.copies.lockFree(bookId);
      if (copy) this.move(copy, 'on_loan');
      return copy;
    });
  }

  /** Locks a copy until the running unit of work ends. */
  async lock(copyId: number): Promise<void> {
    await this.copies.lock(copyId);
  }

  /** Puts a copy that was out back on the shelf. */
  takeBack(copyId: number): Promise<void> {
    return this.work.run(async () => {
      const copy = await this.copies.lock(copyId);
      if (copy?.status === 'on_loan') this.move(copy, 'available');
    });
  }

  private move(copy: Copy, status: Copy['status']): void {
    copy.moveTo(status);
    this.audit.record({
      action: 'catalogue.copy_moved',
      subject: { type: 'copy', id: copy.id },
      details: { status, bookId: copy.bookId },
    });
  }
}
