import { inject, injectable, injectAll } from 'tsyringe';
import { Refusal } from '../../domain/kernel/refusal.js';
import { barcodeTaken, copyChanged, copyStateInvalid, kindUnknown } from '../../domain/catalogue/refusals.js';
import { bookNotFound, copyNotFound } from '../../domain/kernel/not-found.js';
import { Copy, type CopyDetails, type CopyStatus } from '../../domain/catalogue/copy.js';
import { AuditTrail } from '../kernel/storage/audit-trail.js';
import { Clock } from '../kernel/clock.js';
import { UnitOfWork } from '../kernel/storage/unit-of-work.js';
import { Books } from './books.js';
import { Copies } from './copies.js';
import { CopyLoans } from './copy-loans.js';
import { CopyKindService } from './kinds/copy-kind-service.js';
import type { CopyView } from './views.js';

/** The reasons for which each job can be refused. */
export const copyRefusals = {
  find: [copyNotFound],
  add: [bookNotFound, barcodeTaken, kindUnknown],
  revise: [copyNotFound, barcodeTaken, kindUnknown],
  move: [copyNotFound, copyStateInvalid],
  /** Additional reasons when a revision is expected. */
  stale: [copyChanged],
} as const;

/** A copy to be added; it may have a barcode already, and has what a `Copy` has at first where nothing is given. */
export type NewCopy = Partial<CopyDetails> & Pick<CopyDetails, 'kind'>;

/** Adds, changes and withdraws single copies. Every method throws Refusals as listed in `copyRefusals`. */
@injectable()
export class CopyRecordService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Books) private readonly books: Books,
    @inject(Copies) private readonly copies: Copies,
    @inject(CopyKindService) private readonly kinds: CopyKindService,
    @injectAll(CopyLoans, { isOptional: true }) private readonly loans: CopyLoans[],
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Adds a copy to a book. Without a barcode, the copy gets a new one. Returns the copy's id. */
  async add(bookId: number, { barcode, ...details }: NewCopy): Promise<number> {
    const [copy] = await this.addAll(bookId, details, barcode === undefined ? 1 : [barcode]);
    return (copy as Copy).id;
  }

  /** Adds copies that differ only in their barcodes: those that are given, or this number of new ones. */
  addAll(
    bookId: number,
    { kind, ...details }: Omit<NewCopy, 'barcode'>,
    barcodes: readonly string[] | number,
  ): Promise<readonly CopyView[]> {
    return this.work.run(async () => {
      await this.kinds.refuseUnknown(kind);
      if (!(await this.books.lockForKeyShare(bookId))) throw new Refusal(bookNotFound);
      const all = typeof barcodes === 'number' ? await this.copies.nextBarcodes(barcodes) : barcodes;
      const now = this.clock.now();
      const copies = all.map((barcode) => Object.assign(new Copy(bookId, barcode, kind, now), details));
      await this.copies.add(copies);
      for (const copy of copies) this.record('catalogue.copy_added', copy, {});
      return copies;
    });
  }

  /** Changes a copy. A kind that the copy has already may be sent back, whatever it is. */
  revise(id: number, changes: Partial<CopyDetails>, expectedRevision?: number): Promise<void> {
    return this.work.run(async () => {
      const copy = await this.locked(id, expectedRevision);
      const { kind = copy.kind } = changes;
      if (kind !== copy.kind) await this.kinds.refuseUnknown(kind);
      const changed = copy.revise(changes);
      if (changed.length === 0) return;
      await this.copies.save(copy);
      this.record('catalogue.copy_revised', copy, { changed });
    });
  }

  /**
   * Changes the status of a copy. States that belong to loans, returns and holds are refused, except that a copy on loan
   * can be reported lost: that closes its loan. Returns the changed copy.
   */
  move(id: number, to: CopyStatus, note?: string): Promise<CopyView> {
    return this.work.run(async () => {
      const copy = await this.locked(id);
      const wasOnLoan = copy.status === 'on_loan';
      copy.moveByHand(to);
      await this.copies.save(copy);
      if (wasOnLoan) for (const loans of this.loans) await loans.closeAsLost(id);
      this.record('catalogue.copy_moved', copy, { status: to, ...(note !== undefined && { note }) });
      return copy;
    });
  }

  /** Withdraws a copy. Reads no longer return it; its past loans remain. */
  withdraw(id: number, expectedRevision?: number): Promise<void> {
    return this.work.run(async () => {
      const copy = await this.locked(id, expectedRevision);
      copy.moveByHand('withdrawn');
      await this.copies.save(copy);
      this.record('catalogue.copy_moved', copy, { status: 'withdrawn' });
    });
  }

  private async locked(id: number, expectedRevision?: number): Promise<Copy> {
    const copy = await this.copies.lock(id);
    if (!copy || copy.status === 'withdrawn') throw new Refusal(copyNotFound);
    if (expectedRevision !== undefined) copy.expect(expectedRevision);
    return copy;
  }

  private record(action: string, { id, bookId }: Copy, details: Record<string, unknown>): void {
    this.audit.record({ action, subject: { type: 'copy', id }, details: { ...details, bookId } });
  }
}
