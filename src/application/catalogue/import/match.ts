import type { Book } from '../../../domain/catalogue/book.js';
import type { MatchKey, Matched } from './catalogue-import.js';

export interface Known {
  readonly book: Book;
  matchKey: MatchKey;
  /** Number of its copies. */
  copies: number;
  /** Position in the catalogue: an older book has a lower rank. */
  readonly rank: number;
}

/** Matches rows with the books of the library. */
export class BookIndex {
  private readonly byIsbn = new Map<string, Known[]>();
  private readonly byMatchKey = new Map<string, Known[]>();
  private size = 0;

  constructor({ books }: Pick<Matched, 'books'>) {
    for (const { book, matchKey, copies } of books) this.add(book, matchKey, copies);
  }

  /**
   * The books with this ISBN; if there are none, the books of the same title, contributors and year, except when both
   * have an ISBN: then they are different editions. The oldest is the first.
   */
  find(isbn13: string | null, matchKey: MatchKey): readonly Known[] {
    const same = isbn13 === null ? [] : (this.byIsbn.get(isbn13) ?? []);
    if (same.length > 0) return byAge(same);
    const alike = this.byMatchKey.get(keyOf(matchKey)) ?? [];
    return byAge(alike.filter(({ book }) => isbn13 === null || book.isbn13 === null));
  }

  add(book: Book, matchKey: MatchKey, copies: number): void {
    const known = { book, matchKey, copies, rank: this.size++ };
    put(this.byMatchKey, keyOf(matchKey), known);
    if (book.isbn13 !== null) put(this.byIsbn, book.isbn13, known);
  }

  /** Call it after a book was changed. An ISBN is only ever added, never changed. */
  changed(known: Known, matchKey: MatchKey): void {
    const { book } = known;
    const before = keyOf(known.matchKey);
    this.byMatchKey.set(
      before,
      (this.byMatchKey.get(before) ?? []).filter((other) => other !== known),
    );
    known.matchKey = matchKey;
    put(this.byMatchKey, keyOf(matchKey), known);
    if (book.isbn13 !== null && !this.byIsbn.get(book.isbn13)?.includes(known))
      put(this.byIsbn, book.isbn13, known);
  }
}

function byAge(known: readonly Known[]): readonly Known[] {
  return known.toSorted((one, other) => one.rank - other.rank);
}

/** A match key as text. */
export function keyOf({ title, names, year }: MatchKey): string {
  return JSON.stringify([title, names, year]);
}

function put(map: Map<string, Known[]>, key: string, known: Known): void {
  const list = map.get(key);
  if (list) list.push(known);
  else map.set(key, [known]);
}
