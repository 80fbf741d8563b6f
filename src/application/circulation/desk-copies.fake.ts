import { copyNotFound } from '../../domain/kernel/not-found.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { DeskCopies, DeskCopy, DeskCopyStatus, KeptStatus } from './desk-copies.js';

/** Copies in memory, found by their barcodes. */
export class FakeDeskCopies implements DeskCopies {
  readonly #copies = new Map<number, DeskCopy>();

  constructor(private readonly work: FakeUnitOfWork) {}

  /** Stores a copy as the initial state of a test, or changes its state. */
  given(copy: DeskCopy): void {
    this.#copies.set(copy.copyId, copy);
  }

  statusOf(copyId: number): DeskCopyStatus | undefined {
    return this.#copies.get(copyId)?.status;
  }

  lock(barcode: string): Promise<DeskCopy> {
    const wanted = barcode.toLowerCase();
    const copy = [...this.#copies.values()].find((each) => each.barcode.toLowerCase() === wanted);
    if (!copy) return Promise.reject(new Refusal(copyNotFound));
    this.work.lock('book', copy.bookId);
    this.work.lock('copy', copy.copyId);
    return Promise.resolve(copy);
  }

  takeOut(copy: DeskCopy): Promise<void> {
    if (copy.status !== 'available') throw new Error(`A copy that is ${copy.status} cannot be lent.`);
    this.#move(copy, 'on_loan');
    return Promise.resolve();
  }

  takeIn(copy: DeskCopy): Promise<KeptStatus> {
    const { status } = copy;
    if (status !== 'on_loan' && status !== 'lost' && status !== 'missing') return Promise.resolve(status);
    this.#move(copy, 'available');
    return Promise.resolve('available');
  }

  #move(copy: DeskCopy, status: DeskCopyStatus): void {
    this.#copies.set(copy.copyId, { ...copy, status });
    this.work.write(() => this.#copies.set(copy.copyId, copy));
  }
}
