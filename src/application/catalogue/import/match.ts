import type { Book } from '../../../domain/catalogue/book.js';
import type { MatchKey, Matched } from './catalogue-import.js';

export interface Known {
  readonly book: Book;
  matchKey: MatchKey;
  /** Position in the catalogue: an older book has a lower rank. */
  readonly rank: number;
}

/** Matches rows with the books of the library. */
export class BookIndex {
  private readonly byIsbn = new Map<string, Known[]>();
  private readonly byMatchKey = new Map<string, Known[]>();
  private size = 0;

  constructor({ books }: Matched) {
    for (const { book, matchKey } of books) this.add(book, matchKey);
  }

  /**
   * The book with this ISBN; else a book of the same title, contributors and year, unless both have an ISBN: then they
   * are different editions. Of several books, the oldest is returned.
   */
  find(isbn13: string | null, matchKey: MatchKey): Known | undefined {
    const same = isbn13 === null ? [] : (this.byIsbn.get(isbn13) ?? []);
    const alike = this.byMatchKey.get(keyOf(matchKey)) ?? [];
    return oldest(same) ?? oldest(alike.filter(({ book }) => isbn13 === null || book.isbn13 === null));
  }

  add(book: Book, matchKey: MatchKey): void {
    const known = { book, matchKey, rank: this.size++ };
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

function oldest(known: readonly Known[]): Known | undefined {
  return known.toSorted((one, other) => one.rank - other.rank)[0];
}

function keyOf({ title, names, year }: MatchKey): string {
  return JSON.stringify([title, names, year]);
}

function put(map: Map<string, Known[]>, key: string, known: Known): void {
  const list = map.get(key);
  if (list) list.push(known);
  else map.set(key, [known]);
}
