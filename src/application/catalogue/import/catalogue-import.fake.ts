import type { Book } from '../../../domain/catalogue/book.js';
import { copyOf } from '../../kernel/storage/table.fake.js';
import type { FakeCopies } from '../copies.fake.js';
import type { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import {
  dryRunIds,
  type Attempt,
  type BarcodedCopy,
  type CatalogueImport,
  type MatchKey,
  type Matched,
  type Candidate,
} from './catalogue-import.js';

/** The catalogue in memory, for imports. Changes of a matched book are stored on `flush`. */
export class FakeCatalogueImport implements CatalogueImport {
  /** The called methods, in order: `lock`, `match`, `add`, `flush`. */
  readonly calls: string[] = [];
  #books: readonly Book[] = [];
  #held: readonly Book[] = [];

  constructor(
    private readonly work: FakeUnitOfWork,
    private readonly copies: FakeCopies,
    private lastId = 0,
  ) {}

  /** Books of this title cannot be stored. */
  unstorable: string | undefined;

  /** The stored books, sorted by id. */
  get books(): readonly Book[] {
    return this.#books.map(copyOf);
  }

  lock(): Promise<void> {
    this.calls.push('lock');
    this.work.lock('catalogueImport', 'turn');
    return Promise.resolve();
  }

  dryRun(): Promise<CatalogueImport> {
    const stage = new FakeCatalogueImport(this.work, this.copies, dryRunIds - 1);
    stage.#books = this.books;
    return Promise.resolve(stage);
  }

  matchKeys(candidates: readonly Candidate[]): Promise<readonly MatchKey[]> {
    return Promise.resolve(candidates.map(({ title, names, year }) => matchKeyOf(title, names, year)));
  }

  async match(candidates: readonly Candidate[]): Promise<Matched> {
    this.calls.push('match');
    const matchKeys = await this.matchKeys(candidates);
    const keys = new Set(matchKeys.map((matchKey) => JSON.stringify(matchKey)));
    const isbns = new Set(candidates.flatMap(({ isbn13 }) => isbn13 ?? []));
    const copies = this.copies.stored;
    const known = this.books.map((book) => ({
      book,
      matchKey: matchKeyOfBook(book),
      copies: copies.filter(({ bookId }) => bookId === book.id).length,
    }));
    const books = known.filter(
      ({ book, matchKey }) => isbns.has(book.isbn13 ?? '') || keys.has(JSON.stringify(matchKey)),
    );
    this.#held = books.map(({ book }) => book);
    return { matchKeys, books, barcoded: this.#barcoded(candidates) };
  }

  async attempt<T>(part: () => Promise<T>): Promise<Attempt<T>> {
    const before = this.#books;
    try {
      return { done: await part() };
    } catch (fault) {
      this.#books = before;
      return { fault };
    }
  }

  add(books: readonly Book[]): Promise<void> {
    this.calls.push('add');
    if (books.some(({ title }) => title === this.unstorable))
      return Promise.reject(new TypeError('Too odd.'));
    for (const book of books) Object.assign(book, { id: (this.lastId += 1) });
    this.#replace([...this.#books, ...books.map(copyOf)]);
    return Promise.resolve();
  }

  flush(): Promise<void> {
    this.calls.push('flush');
    const changed = new Map(this.#held.map((book) => [book.id, copyOf(book)]));
    this.#replace(this.#books.map((book) => changed.get(book.id) ?? book));
    this.#held = [];
    return Promise.resolve();
  }

  #barcoded(candidates: readonly Candidate[]): BarcodedCopy[] {
    const wanted = new Set(candidates.flatMap(({ barcodes }) => barcodes.map((each) => each.toUpperCase())));
    const found = this.copies.stored.filter(({ barcode }) => wanted.has(barcode.toUpperCase()));
    return found.map((copy) => ({
      ...copy,
      title: this.#books.find(({ id }) => id === copy.bookId)?.title ?? '',
      isWithdrawn: copy.status === 'withdrawn',
    }));
  }

  #replace(books: readonly Book[]): void {
    const before = this.#books;
    this.#books = books;
    this.work.write(() => (this.#books = before));
  }
}

function matchKeyOfBook({ title, contributors, year }: Book): MatchKey {
  return matchKeyOf(
    title,
    contributors.map(({ name }) => name),
    year,
  );
}

function matchKeyOf(title: string, names: readonly string[], year: number | null): MatchKey {
  return { title: folded(title), names: folded(names.join(', ')), year };
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
