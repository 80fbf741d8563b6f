import type { Patron } from '../../domain/accounts/patron.js';
import { emailTaken } from '../../domain/accounts/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { Borrower, Patrons } from './patrons.js';

/** Patrons in memory. Changes of a locked one are stored with the unit of work. */
export class FakePatrons implements Patrons {
  /** All stored patrons by id, including those with a closed account. */
  stored: readonly Patron[] = [];
  #cards = 0;

  constructor(private readonly work: FakeUnitOfWork) {
    work.guard(() => this.#refuseTwins());
  }

  /** Stores a patron as the initial state of a test. Returns the id. */
  given(patron: Patron): number {
    const id = this.stored.length + 1;
    this.stored = [...this.stored, Object.assign(patron, { id })];
    return id;
  }

  add(patron: Patron): Promise<void> {
    const before = this.stored;
    this.given(patron);
    this.work.write(() => (this.stored = before));
    return Promise.resolve();
  }

  lock(id: number): Promise<Patron | undefined> {
    return Promise.resolve(this.#lock((patron) => patron.id === id)[0]);
  }

  lockBorrower(id: number): Promise<Borrower | undefined> {
    return this.lock(id);
  }

  lockByCard(cardNumber: string): Promise<Patron | undefined> {
    return Promise.resolve(this.#lock((patron) => patron.cardNumber === cardNumber)[0]);
  }

  lockAdmins(): Promise<Patron[]> {
    return Promise.resolve(this.#lock((patron) => patron.role === 'admin'));
  }

  isAdmin(id: number): Promise<boolean> {
    return Promise.resolve(this.stored.some((patron) => patron.id === id && patron.role === 'admin'));
  }

  nextCardNumber(): Promise<string> {
    return Promise.resolve(`P${++this.#cards}`);
  }

  #lock(fits: (patron: Patron) => boolean): Patron[] {
    const found = this.stored.filter((patron) => patron.closedAt === null && fits(patron));
    for (const patron of found) {
      this.work.lock('patron', patron.id);
      this.work.track(patron);
    }
    return found;
  }

  #refuseTwins(): void {
    const emails = this.stored.flatMap(({ email }) => email?.toLowerCase() ?? []);
    if (new Set(emails).size < emails.length) throw new Refusal(emailTaken);
  }
}
