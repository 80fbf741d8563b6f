import type { Copy } from '../../domain/catalogue/copy.js';
import { FakeTable } from '../kernel/table.fake.js';
import type { FakeUnitOfWork } from '../kernel/unit-of-work.fake.js';
import type { Copies } from './copies.js';

/** Copies in memory. */
export class FakeCopies implements Copies {
  readonly #table: FakeTable<Copy>;
  #barcodes = 0;

  constructor(work: FakeUnitOfWork) {
    this.#table = new FakeTable(work, 'copy');
  }

  /** All that are stored, the withdrawn ones too, by id. */
  get stored(): readonly Copy[] {
    return this.#table.rows;
  }

  /** Stores a copy for a test to begin with. Gives its id. */
  given(copy: Copy): number {
    return this.#table.given(copy);
  }

  add(copies: readonly Copy[]): Promise<void> {
    for (const copy of copies) this.#table.insert(copy);
    return Promise.resolve();
  }

  save(copy: Copy): Promise<void> {
    this.#table.update(copy);
    return Promise.resolve();
  }

  nextBarcodes(count: number): Promise<string[]> {
    return Promise.resolve(Array.from({ length: count }, () => `C${++this.#barcodes}`));
  }

  lockOfBook(bookId: number): Promise<Copy[]> {
    const kept = this.stored.filter((copy) => copy.bookId === bookId && copy.status !== 'withdrawn');
    return Promise.resolve(kept.flatMap(({ id }) => this.#table.lock((row) => row.id === id) ?? []));
  }

  lock(id: number): Promise<Copy | undefined> {
    return Promise.resolve(this.#table.lock((row) => row.id === id));
  }

  lockFree(bookId: number): Promise<Copy | undefined> {
    return Promise.resolve(this.#table.lock((row) => row.bookId === bookId && row.status === 'available'));
  }
}
