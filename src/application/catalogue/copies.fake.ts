import type { Copy } from '../../domain/catalogue/copy.js';
import { barcodeTaken } from '../../domain/catalogue/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { FakeTable } from '../kernel/storage/table.fake.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { Books } from './books.js';
import type { Copies, FreeCopies } from './copies.js';

/** Copies in memory. */
export class FakeCopies implements Copies {
  readonly #table: FakeTable<Copy>;
  #barcodes = 0;

  constructor(
    work: FakeUnitOfWork,
    private readonly books: Books,
  ) {
    this.#table = new FakeTable(work, 'copy');
  }

  /** All stored copies by id, including the withdrawn ones. */
  get stored(): readonly Copy[] {
    return this.#table.rows;
  }

  /** Stores a copy as the initial state of a test. Returns the id. */
  given(copy: Copy): number {
    return this.#table.given(copy);
  }

  add(copies: readonly Copy[]): Promise<void> {
    for (const copy of copies) {
      this.#refuseTwin(copy);
      this.#table.insert(copy);
    }
    return Promise.resolve();
  }

  save(copy: Copy): Promise<void> {
    this.#refuseTwin(copy);
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

  lockAll(ids: readonly number[]): Promise<Copy[]> {
    const sorted = [...ids].toSorted((one, other) => one - other);
    return Promise.resolve(sorted.flatMap((id) => this.#table.lock((row) => row.id === id) ?? []));
  }

  async lockByBarcode(barcode: string): Promise<Copy | undefined> {
    const found = this.stored.find((copy) => isSame(copy.barcode, barcode));
    const isKept = found !== undefined && (await this.books.lockForKeyShare(found.bookId));
    return isKept ? this.lock(found.id) : undefined;
  }

  async lockFree(bookId: number): Promise<FreeCopies> {
    if (!(await this.books.lockForKeyShare(bookId))) return { bookExists: false, copies: [] };
    const free = this.stored.filter((copy) => copy.bookId === bookId && copy.status === 'available');
    const firsts = free.filter(({ kind }, at) => free.findIndex((each) => each.kind === kind) === at);
    return {
      bookExists: true,
      copies: firsts.flatMap(({ id }) => this.#table.lock((row) => row.id === id) ?? []),
    };
  }

  #refuseTwin({ id, barcode }: Copy): void {
    const twin = this.stored.find((copy) => copy.id !== id && isSame(copy.barcode, barcode));
    if (twin) throw new Refusal(barcodeTaken);
  }
}

function isSame(barcode: string, other: string): boolean {
  return barcode.toLowerCase() === other.toLowerCase();
}
