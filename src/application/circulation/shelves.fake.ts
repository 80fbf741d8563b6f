import { bookNotFound, copyNotFound } from '../../domain/kernel/not-found.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { FreeCopy, LockedCopy, Shelves } from './shelves.js';

interface ShelvedCopy extends FreeCopy {
  readonly bookId: number;
}

/** The copies of books, in memory. */
export class FakeShelves implements Shelves {
  /** The copies on loan. */
  readonly out = new Set<number>();
  readonly #copies: ShelvedCopy[] = [];

  constructor(private readonly work: FakeUnitOfWork) {}

  /** Adds an available copy as the initial state of a test. A book without copies is unknown. */
  given(copy: ShelvedCopy): void {
    this.#copies.push(copy);
  }

  lockFree(bookId: number): Promise<FreeCopy[]> {
    const copies = this.#copies.filter((copy) => copy.bookId === bookId);
    if (copies.length === 0) return Promise.reject(new Refusal(bookNotFound));
    this.work.lock('book', bookId);
    const free = copies.filter(({ copyId }) => !this.out.has(copyId));
    const firsts = free.filter(({ kind }, at) => free.findIndex((each) => each.kind === kind) === at);
    for (const { copyId } of firsts) this.work.lock('copy', copyId);
    return Promise.resolve(firsts);
  }

  takeOut({ copyId }: FreeCopy): Promise<void> {
    this.out.add(copyId);
    this.work.write(() => this.out.delete(copyId));
    return Promise.resolve();
  }

  lock(copyId: number): Promise<LockedCopy> {
    if (!this.#copies.some((copy) => copy.copyId === copyId)) {
      return Promise.reject(new Refusal(copyNotFound));
    }
    this.work.lock('copy', copyId);
    return Promise.resolve({ id: copyId });
  }

  putBack({ id }: LockedCopy): Promise<void> {
    if (this.out.delete(id)) this.work.write(() => this.out.add(id));
    return Promise.resolve();
  }
}
