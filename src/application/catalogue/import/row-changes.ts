import type { Book, BookDetails, Contributor } from '../../../domain/catalogue/book.js';
import type { BarcodedCopy, MatchKey } from './catalogue-import.js';
import { quoted } from './import-cell.js';
import type { ImportEntry } from './import-entry.js';
import { sameBarcode, type Holdings } from './import-holdings.js';
import type { ImportNote } from './import-row.js';

type Given = ImportEntry['details'];
type Changes = Partial<BookDetails>;

/** What earlier rows of the file have said of a book. */
export interface Earlier {
  /** Line of the first row that named the book by its ISBN, or by title, contributors and year. */
  readonly line: number;
  /** Whether a row without an ISBN has named it: its title, contributors and year must then stay. */
  readonly keepsKey: boolean;
}

/**
 * What a row would change. The first row of a book in a file replaces values that differ; each later one only fills in
 * what is missing. If it replaced values, too, two rows that differ would change the book with every import.
 */
export function changesTo(book: Book, given: Given, earlier: Earlier | undefined): Changes {
  const differing = differencesTo(book, given);
  if (!earlier) return differing;
  const isFree = (name: string): boolean => !earlier.keepsKey || !['contributors', 'year'].includes(name);
  return pick(differing, (name) => isBlank(book[name]) && isFree(name));
}

/** The note about values of a row that an earlier row has excluded. */
export function leftNote(book: Book, given: Given, changes: Changes, earlier: Earlier | undefined) {
  const left = pick(differencesTo(book, given), (name) => !(name in changes));
  const names = Object.keys(left);
  if (!earlier || names.length === 0) return [];
  const values = Object.entries(left).map(([name, value]) => `${name} ${quoted(asText(value))}`);
  const message = 'Not taken, as line {{line}} says otherwise: {{values}}.';
  const parameters = { line: earlier.line, values };
  return [{ kind: 'not as in an earlier row', message, parameters } satisfies ImportNote];
}

/** The match key of a changed book. */
export function keyAfter(before: MatchKey, given: MatchKey, changes: Changes): MatchKey {
  return {
    title: 'title' in changes ? given.title : before.title,
    names: 'contributors' in changes ? given.names : before.names,
    year: 'year' in changes ? given.year : before.year,
  };
}

/** The differences of a copy to what a row says of it. */
export function revisionOf(copy: BarcodedCopy, { details }: Holdings): Holdings['details'] {
  const differs = ([name, value]: [string, unknown]): boolean => copy[name as keyof BarcodedCopy] !== value;
  return copy.isWithdrawn ? {} : Object.fromEntries(Object.entries(details).filter(differs));
}

/** Copies by their barcodes, without regard to case. */
export function byBarcode(copies: readonly BarcodedCopy[]): ReadonlyMap<string, BarcodedCopy> {
  return new Map(copies.map((copy) => [sameBarcode(copy.barcode), copy]));
}

export function namesOf(contributors: readonly Contributor[]): string[] {
  return contributors.map(({ name }) => name);
}

/**
 * An ISBN in another form is no difference. Contributors with the same names keep their roles, as a file contains no
 * roles.
 */
function differencesTo(book: Book, given: Given): Changes {
  return pick(given, (name) => {
    if (name === 'isbn') return book.isbn13 === null;
    if (name === 'contributors')
      return !isSame(namesOf(given.contributors ?? []), namesOf(book.contributors));
    return !isSame(given[name], book[name]);
  });
}

function pick(details: Changes, wanted: (name: keyof BookDetails) => boolean): Changes {
  return Object.fromEntries(Object.entries(details).filter(([name]) => wanted(name as keyof BookDetails)));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isBlank(value: BookDetails[keyof BookDetails]): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function asText(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.map((each: string | Contributor) => (typeof each === 'string' ? each : each.name)).join('; ');
}
