import type { BookDetails } from '../../../domain/catalogue/book.js';
import type { NamesForm } from '../../../domain/catalogue/free-text/names.js';
import type { Sentence } from '../../../domain/kernel/sentence.js';
import { isStorable, isVisible, lengthOf } from '../../../domain/kernel/text.js';
import { bounds } from '../catalogue-rules.js';
import {
  oneLine,
  readContributors,
  readLanguage,
  readSubjects,
  readText,
  readYear,
  type Found,
} from './import-cell.js';
import { readHoldings, type Holdings } from './import-holdings.js';
import { readImportIsbn } from './import-isbn.js';
import type { BookColumn, ImportCells, ImportNote, ImportRow } from './import-row.js';

/** The usable values of a row. */
export interface ImportEntry {
  readonly line: number;
  readonly details: Partial<BookDetails> & Pick<BookDetails, 'title'>;
  readonly isbn13: string | null;
  readonly holdings: Holdings;
  readonly notes: readonly ImportNote[];
}

/** A row that cannot be imported. */
export interface RowFault {
  readonly line: number;
  readonly fault: Sentence;
}

const unstorable = 'The {{name}} has a NUL or half a character in it; that cannot be stored.';
const titleTooLong = 'The title is longer than {{maximum}} characters.';

/**
 * Reads a row. Unusable values are left out, each with a note. The row is at fault only without a title, or with a text
 * that cannot be stored.
 */
export function readEntry(row: ImportRow): ImportEntry | RowFault {
  if ('fault' in row) return row;
  const { line, notes } = row;
  const { title, ...others } = filled(row.cells);
  if (title === undefined) return { line, fault: { message: 'There is no title.' } };
  const bad = Object.entries({ title, ...others }).find(([, text]) => !isStorable(text));
  if (bad) return { line, fault: { message: unstorable, parameters: { name: bad[0] } } };
  if (!isVisible(title)) return { line, fault: { message: 'The title has no visible character.' } };
  if (lengthOf(title) > bounds.title)
    return { line, fault: { message: titleTooLong, parameters: { maximum: bounds.title } } };
  const found = foundIn(others, row.names);
  const holdings = readHoldings(row.cells);
  return {
    line,
    details: { title: oneLine(title), ...detailsOf(found) },
    isbn13: found.isbn.isbn13,
    holdings: holdings.value,
    notes: [...notes, ...notesOf(found), ...holdings.notes],
  };
}

function foundIn(cells: ImportCells, names: NamesForm | undefined) {
  return {
    subtitle: readText(cells.subtitle, 'subtitle', bounds.subtitle),
    contributors: readContributors(cells.contributors, names),
    isbn: readImportIsbn(cells.isbn),
    publisher: readText(cells.publisher, 'publisher', bounds.publisher),
    year: readYear(cells.year),
    language: readLanguage(cells.language),
    subjects: readSubjects(cells.subjects),
    description: readText(cells.description, 'description', bounds.description),
  } satisfies Record<Exclude<BookColumn, 'title'>, Found<unknown>>;
}

function detailsOf(found: Readonly<Record<string, Found<unknown>>>): Partial<BookDetails> {
  const values = Object.entries(found).map(([name, { value }]) => [name, value] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function notesOf(found: Readonly<Record<string, Found<unknown>>>): ImportNote[] {
  return Object.values(found).flatMap(({ note }) => note ?? []);
}

function filled(cells: ImportCells): ImportCells {
  const trimmed = Object.entries(cells).map(([field, text]) => [field, text.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, text]) => text !== ''));
}
