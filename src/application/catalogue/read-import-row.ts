import type { BookDetails } from '../../domain/catalogue/book.js';
import { readImportIsbn } from './read-import-isbn.js';
import { readContributors, readLanguage, readSubjects, readText, readYear, type Found } from './read-import-cell.js';
import type { ImportCells, ImportField, ImportNote, ImportRow } from './import-row.js';

/** What a row says of a book: only what it has a usable value for. */
export interface ImportEntry {
  readonly details: Partial<BookDetails> & Pick<BookDetails, 'title'>;
  readonly isbn13: string | null;
  readonly notes: readonly ImportNote[];
}

/** Characters of a title at most; in any script that fits into the index by which books are sorted. */
const titleMax = 800;

/**
 * Reads the cells of a row. One value that cannot be used is left out, and a note says so; the row is at fault only
 * when it cannot be a book at all: without a title, or with a text that cannot be stored.
 */
export function readImportRow(row: ImportRow): ImportEntry | { readonly fault: string } {
  if ('fault' in row) return row;
  const cells = filled(row.cells);
  const fault = unstorable(cells) ?? titleFault(cells.title);
  if (fault !== undefined || cells.title === undefined) return { fault: fault ?? '' };
  return entryOf(cells, cells.title, row.notes);
}

function entryOf(cells: ImportCells, title: string, notes: readonly ImportNote[]): ImportEntry {
  const isbn = readImportIsbn(cells.isbn);
  const found = {
    subtitle: readText(cells.subtitle, 'subtitle', 1_000),
    contributors: readContributors(cells.contributors),
    isbn,
    publisher: readText(cells.publisher, 'publisher', 200),
    year: readYear(cells.year),
    language: readLanguage(cells.language),
    subjects: readSubjects(cells.subjects),
    description: readText(cells.description, 'description', 10_000),
  };
  const known = Object.entries<Found<unknown>>(found).filter(([, { value }]) => value !== undefined);
  return {
    details: { title: oneLine(title), ...Object.fromEntries(known.map(([name, { value }]) => [name, value])) },
    isbn13: isbn.isbn13,
    notes: [...notes, ...Object.values<Found<unknown>>(found).flatMap(({ note }) => note ?? [])],
  };
}

function filled(cells: ImportCells): ImportCells {
  const entries = Object.entries(cells).map(([field, text]) => [field, text.trim()]);
  return Object.fromEntries(entries.filter(([, text]) => text !== '')) as ImportCells;
}
