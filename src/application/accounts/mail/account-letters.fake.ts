import type { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { AccountLetter, AccountLetters, NewLetter } from './account-letters.js';

/** Letters in memory. A claimed letter is not claimed again. */
export class FakeAccountLetters implements AccountLetters {
  letters: readonly AccountLetter[] = [];
  readonly #claimed = new Set<number>();
  #ids = 0;

  constructor(
    private readonly work: FakeUnitOfWork,
    private readonly now: () => Date,
  ) {}

  /** Kind and address of each waiting letter. */
  get waiting(): string[] {
    return this.letters.map(({ kind, email }) => `${kind} to ${email ?? 'the account'}`);
  }

  add(letter: NewLetter): Promise<number> {
    const before = this.letters;
    const id = ++this.#ids;
    this.letters = [...before, { ...letter, id, at: this.now() }];
    this.work.write(() => (this.letters = before));
    return Promise.resolve(id);
  }

  claim(since: Date, limit: number): Promise<AccountLetter[]> {
    const due = this.letters.filter(({ id, at }) => at >= since && !this.#claimed.has(id)).slice(0, limit);
    for (const { id } of due) this.#claimed.add(id);
    return Promise.resolve(due);
  }

  settle(id: number): Promise<void> {
    this.letters = this.letters.filter((letter) => letter.id !== id);
    return Promise.resolve();
  }

  removeAll(patronId: number): Promise<void> {
    this.letters = this.letters.filter((letter) => letter.patronId !== patronId);
    return Promise.resolve();
  }

  prune(before: Date): Promise<number> {
    const kept = this.letters.filter(({ at }) => at >= before);
    const gone = this.letters.length - kept.length;
    this.letters = kept;
    return Promise.resolve(gone);
  }
}
