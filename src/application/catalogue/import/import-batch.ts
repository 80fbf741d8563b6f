import type { Sentence } from '../../../domain/kernel/sentence.js';
import { blankDetails, Book } from '../../../domain/catalogue/book.js';
import type { BarcodedCopy, Candidate, MatchKey, Matched } from './catalogue-import.js';
import type { FileMemory } from './file-memory.js';
import type { ImportEntry, RowFault } from './import-entry.js';
import { sameBarcode } from './import-holdings.js';
import { BookIndex, keyOf, type Known } from './match.js';
import {
  byBarcode,
  changesTo,
  keyAfter,
  leftNote,
  namesOf,
  revisionOf,
  type Earlier,
} from './row-changes.js';

/** What to do with the copies of a row. */
export interface CopyChanges {
  /** The barcodes of new copies. */
  readonly barcodes: readonly string[];
  /** The number of new copies that need a barcode. */
  readonly unlabelled: number;
  /** The copies of which the row says something new. */
  readonly revised: readonly BarcodedCopy[];
}

/** What to do with a row: its book and the changed fields of that book; `changed` is undefined for a new book. */
export interface Decision {
  readonly entry: ImportEntry;
  readonly book: Book;
  readonly changed: readonly string[] | undefined;
  readonly copies: CopyChanges;
}

/** What the decisions of an import depend on, besides its rows and the catalogue. */
export interface Circumstances {
  readonly memory: FileMemory;
  /** Number of copies of a new book, when its row does not say it. */
  readonly copies: number;
  readonly now: Date;
}

type Verdict = Decision | RowFault;

interface Row {
  readonly entry: ImportEntry;
  readonly matchKey: MatchKey;
  /** By which earlier and later rows know that they are of the same book. */
  readonly key: string;
  /** Number of copies that this row stands for, beside its barcodes. */
  readonly unlabelled: number;
}

/** A book that the row may be about, and what the row would change in that case. */
interface Option {
  readonly known: Known;
  readonly earlier: Earlier | undefined;
  readonly changes: ReturnType<typeof changesTo>;
  readonly copies: CopyChanges | { readonly fault: Sentence };
}

/** Decides for rows that were matched together, with the same result as one after the other. Stores nothing. */
export function decide(
  entries: readonly ImportEntry[],
  matched: Matched,
  circumstances: Circumstances,
): Verdict[] {
  const deciding = new Deciding(matched, circumstances);
  return entries.flatMap((entry, at) => {
    const matchKey = matched.matchKeys[at];
    return matchKey ? deciding.about(entry, matchKey) : [];
  });
}

export function candidateOf({ details, isbn13, holdings }: ImportEntry): Candidate {
  const { title, contributors = [], year = null } = details;
  return { isbn13, title, names: namesOf(contributors), year, barcodes: holdings.barcodes };
}

class Deciding {
  private readonly index: BookIndex;
  private readonly barcoded: ReadonlyMap<string, BarcodedCopy>;

  constructor(
    { books, barcoded }: Matched,
    private readonly circumstances: Circumstances,
  ) {
    const { memory } = circumstances;
    const counted = books.map((each) => ({
      ...each,
      copies: each.copies + memory.copiesOf(each.book.id),
    }));
    this.index = new BookIndex({ books: counted });
    this.barcoded = byBarcode(barcoded);
  }

  /**
   * Of several books, the row is about the oldest that it would not change. A second import of the same file therefore
   * finds what the first one has stored.
   */
  about(entry: ImportEntry, matchKey: MatchKey): Verdict {
    const key = entry.isbn13 ?? keyOf(matchKey);
    const row = { entry, matchKey, key, unlabelled: unlabelledOf(entry, this.circumstances.copies) };
    const options = this.index.find(entry.isbn13, matchKey).map((known) => this.option(row, known));
    const best = options.find(isIdle) ?? options.find(({ copies }) => !('fault' in copies)) ?? options[0];
    const copies = best ? best.copies : this.copyChanges(row, undefined);
    if ('fault' in copies) return { line: entry.line, fault: copies.fault };
    remember(row, this.circumstances.memory);
    return best ? this.revise(row, best, copies) : this.create(row, copies);
  }

  private option(row: Row, known: Known): Option {
    const earlier = this.earlierOf(known);
    const changes = changesTo(known.book, row.entry.details, earlier);
    return { known, earlier, changes, copies: this.copyChanges(row, known) };
  }

  private earlierOf({ book, matchKey }: Known): Earlier | undefined {
    const { memory } = this.circumstances;
    const byIsbn = book.isbn13 === null ? undefined : memory.mentionsOf(book.isbn13);
    const byKey = memory.mentionsOf(keyOf(matchKey));
    const lines = [byIsbn, byKey].flatMap((mentions) => mentions?.line ?? []);
    return lines.length > 0 ? { line: Math.min(...lines), keepsKey: byKey !== undefined } : undefined;
  }

  private create({ entry, matchKey }: Row, copies: CopyChanges): Decision {
    const book = new Book({ ...blankDetails, ...entry.details }, this.circumstances.now);
    this.index.add(book, matchKey, addedBy(copies));
    return { entry, book, changed: undefined, copies };
  }

  private revise({ entry, matchKey }: Row, option: Option, copies: CopyChanges): Decision {
    const { known, earlier, changes } = option;
    const notes = [...entry.notes, ...leftNote(known.book, entry.details, changes, earlier)];
    const changed = known.book.revise(changes, this.circumstances.now);
    if (changed.length > 0) this.index.changed(known, keyAfter(known.matchKey, matchKey, changes));
    known.copies += addedBy(copies);
    return { entry: { ...entry, notes }, book: known.book, changed, copies };
  }

  /** Copies without barcodes are added until the book has as many as all rows of it stand for. */
  private copyChanges(row: Row, known: Known | undefined): Option['copies'] {
    const { entry, key, unlabelled } = row;
    const { barcodes, isCounted } = entry.holdings;
    const fault = this.doubled(entry, known);
    if (fault !== undefined) return { fault };
    const present = barcodes.flatMap((barcode) => this.barcoded.get(sameBarcode(barcode)) ?? []);
    const added = barcodes.filter((barcode) => !this.barcoded.has(sameBarcode(barcode)));
    const revised = present.filter((copy) => Object.keys(revisionOf(copy, entry.holdings)).length > 0);
    if (!isCounted) return { barcodes: added, unlabelled: known ? 0 : this.circumstances.copies, revised };
    const wanted = (this.circumstances.memory.mentionsOf(key)?.copies ?? 0) + barcodes.length + unlabelled;
    const missing = Math.max(wanted - (known?.copies ?? 0) - added.length, 0);
    return { barcodes: added, unlabelled: unlabelled > 0 ? missing : 0, revised };
  }

  private doubled({ holdings }: ImportEntry, known: Known | undefined): Sentence | undefined {
    for (const barcode of holdings.barcodes) {
      const line = this.circumstances.memory.lineOf(sameBarcode(barcode));
      if (line !== undefined)
        return {
          message: 'The barcode "{{barcode}}" is on line {{line}} already.',
          parameters: { barcode, line },
        };
      const copy = this.barcoded.get(sameBarcode(barcode));
      if (copy && copy.bookId !== known?.book.id) return takenBy(barcode, copy);
    }
    return undefined;
  }
}

/**
 * Remembers rows that were imported before, as deciding about them did.
 * @param matchKeys in the order of the entries
 */
export function recall(
  entries: readonly ImportEntry[],
  matchKeys: readonly MatchKey[],
  { memory, copies }: Omit<Circumstances, 'now'>,
): void {
  for (const [at, entry] of entries.entries()) {
    const matchKey = matchKeys[at];
    const key = entry.isbn13 ?? (matchKey && keyOf(matchKey));
    if (key !== undefined) remember({ entry, key, unlabelled: unlabelledOf(entry, copies) }, memory);
  }
}

function remember({ entry, key, unlabelled }: Omit<Row, 'matchKey'>, memory: FileMemory): void {
  const mentions = memory.mentionsOf(key);
  const copies = (mentions?.copies ?? 0) + entry.holdings.barcodes.length + unlabelled;
  memory.remember(key, { line: mentions?.line ?? entry.line, copies });
  for (const barcode of entry.holdings.barcodes) memory.use(sameBarcode(barcode), entry.line);
}

function unlabelledOf({ holdings: { barcodes, count, isCounted } }: ImportEntry, usual: number): number {
  if (count !== undefined) return Math.max(count - barcodes.length, 0);
  return isCounted && barcodes.length === 0 ? usual : 0;
}

function takenBy(barcode: string, { title, isWithdrawn, bookId }: BarcodedCopy): Sentence {
  const message = isWithdrawn
    ? 'The barcode "{{barcode}}" belongs to a withdrawn copy of another book: {{title}} (number {{number}}).'
    : 'The barcode "{{barcode}}" belongs to a copy of another book: {{title}} (number {{number}}).';
  return { message, parameters: { barcode, title, number: bookId } };
}

function isIdle({ changes, copies }: Option): boolean {
  if (Object.keys(changes).length > 0 || 'fault' in copies) return false;
  return addedBy(copies) === 0 && copies.revised.length === 0;
}

/** The number of copies that are added. */
export function addedBy({ barcodes, unlabelled }: CopyChanges): number {
  return barcodes.length + unlabelled;
}
