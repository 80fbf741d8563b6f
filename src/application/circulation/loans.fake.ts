import type { Loan } from '../../domain/circulation/loan.js';
import { FakeTable } from '../kernel/storage/table.fake.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { Loans } from './loans.js';

/** Loans in memory. */
export class FakeLoans implements Loans {
  readonly #table: FakeTable<Loan>;

  constructor(work: FakeUnitOfWork) {
    this.#table = new FakeTable(work, 'loan');
  }

  /** All stored loans, by id. */
  get stored(): readonly Loan[] {
    return this.#table.rows;
  }

  /** Stores a loan as the initial state of a test. Returns the id. */
  given(loan: Loan): number {
    return this.#table.given(loan);
  }

  /** The id that a new loan takes. */
  get nextId(): number {
    return this.stored.length + 1;
  }

  reserveId(): Promise<number> {
    return Promise.resolve(this.nextId);
  }

  add(loan: Loan, id: number): Promise<void> {
    this.#table.insert(loan);
    if (loan.id !== id) throw new Error(`Loan ${id} is stored as ${loan.id}.`);
    return Promise.resolve();
  }

  save(loan: Loan): Promise<void> {
    this.#table.update(loan);
    return Promise.resolve();
  }

  find(id: number): Promise<Loan | undefined> {
    return Promise.resolve(this.stored.find((loan) => loan.id === id));
  }

  lock(id: number): Promise<Loan | undefined> {
    return Promise.resolve(this.#table.lock((loan) => loan.id === id));
  }

  async lockLastOf(copyId: number): Promise<Loan | undefined> {
    const loans = this.stored.filter((loan) => loan.copyId === copyId);
    const last = loans.find(({ isOpen }) => isOpen) ?? loans.toSorted(byClosing).at(-1);
    return last && this.lock(last.id);
  }

  countOpen(patronId: number): Promise<number> {
    const open = this.stored.filter((loan) => loan.isOpen && loan.patronId === patronId);
    return Promise.resolve(open.length);
  }

  hasOpen(patronId: number, bookId: number): Promise<boolean> {
    const isOf = (loan: Loan) => loan.isOpen && loan.patronId === patronId && loan.bookId === bookId;
    return Promise.resolve(this.stored.some(isOf));
  }
}

function byClosing(one: Loan, other: Loan): number {
  return Number(one.closedAt) - Number(other.closedAt);
}
