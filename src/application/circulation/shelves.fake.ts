import { bookNotFound, copyNotFound } from '../../domain/kernel/not-found.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { LockedCopy, Shelves, TakenCopy } from './shelves.js';

interface ShelvedCopy extends TakenCopy {
  readonly bookId: number;
}

/** Shelves in memory. */
export class FakeShelves implements Shelves {
  /** Ids of the copies that are on loan. */
  readonly out = new Set<number>();
  readonly #copies: ShelvedCopy[] = [];

  constructor(private readonly work: FakeUnitOfWork) {}

  /** Adds a copy before a test. A book without copies does not exist. */
  given(copy: ShelvedCopy): void {
    this.#copies.push(copy);
  }

  takeAny(bookId: number): Promise<TakenCopy | undefined> {
    const copies = this.#copies.filter((copy) => copy.bookId === bookId);
    if (copies.length === 0) return Promise.reject(new Refusal(bookNotFound));
    this.work.lock('book', bookId);
    const free = copies.find(({ copyId }) => !this.out.has(copyId));
    if (!free) return Promise.resolve(undefined);
    const { copyId, kind } = free;
    this.work.lock('copy', copyId);
    this.out.add(copyId);
    this.work.write(() => this.out.delete(copyId));
    return Promise.resolve({ copyId, kind });
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
