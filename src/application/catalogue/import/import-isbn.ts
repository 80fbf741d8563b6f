import { isbnsIn, readIsbn, repairIsbn, type IsbnFault } from '../../../domain/catalogue/isbn.js';
import { quoted, type Found } from './import-cell.js';
import { bounds } from '../catalogue-rules.js';
import { isPlaceholder } from '../isbn-fault.js';

export interface FoundIsbn extends Found<string> {
  /** Canonical form of the value; null without a value. */
  readonly isbn13: string | null;
}

/** A number that a spreadsheet has rounded: `9.78043902348e+12`. */
const scientific = /^[+-]?\d+(?:[.,]\d*)?e[+-]?\d+$/i;

/**
 * Reads an ISBN. Lost leading zeros are restored if the check digit is then right, and of a longer text, the first valid
 * ISBN is taken. Any other invalid ISBN is left out. A note describes each of these cases.
 */
export function readImportIsbn(cell: string | undefined): FoundIsbn {
  if (cell === undefined) return { isbn13: null };
  const repaired = repairIsbn(cell);
  const reading = readIsbn(repaired ?? cell);
  if ('fault' in reading || cell.length > bounds.isbn) return takenFrom(cell);
  if (isPlaceholder(repaired ?? cell)) return leftOut(cell, placeholder);
  if (repaired === undefined) return { value: cell, isbn13: reading.isbn13 };
  const message = 'ISBN repaired: {{value}} is {{isbn}}.';
  const parameters = { value: quoted(cell), isbn: repaired };
  return { value: repaired, isbn13: reading.isbn13, note: { kind: 'ISBN repaired', message, parameters } };
}

function takenFrom(cell: string): FoundIsbn {
  if (scientific.test(cell)) return leftOut(cell, 'ISBN left out: {{value}} is a rounded number.');
  const found = isbnsIn(cell).filter(({ given }) => !isPlaceholder(given));
  const [first] = found;
  if (!first) return leftOut(cell, whyNot(cell));
  const parameters = { isbn: first.given, value: quoted(cell), number: found.length };
  const message =
    found.length > 1
      ? 'ISBN taken: {{isbn}} from {{value}}; it has {{number}} ISBNs.'
      : 'ISBN taken: {{isbn}} from {{value}}.';
  return { value: first.given, isbn13: first.isbn13, note: { kind: 'ISBN taken', message, parameters } };
}

const placeholder = 'ISBN left out: {{value}} stands in many files for an unknown ISBN.';

const faults: Readonly<Record<IsbnFault, string>> = {
  not_an_isbn: 'ISBN left out: {{value}} must be an ISBN of 10 or 13 digits.',
  ismn_prefix: 'ISBN left out: {{value}} must be an ISBN, but 979-0 begins a number of printed music (ISMN).',
  check_digit: 'ISBN left out: {{value}} must be an ISBN, but its check digit is wrong.',
};

function whyNot(cell: string): string {
  const reading = cell.length > bounds.isbn ? notAnIsbn : readIsbn(cell);
  return 'fault' in reading ? faults[reading.fault] : placeholder;
}

const notAnIsbn = { fault: 'not_an_isbn' } as const;

function leftOut(cell: string, message: string): FoundIsbn {
  return { isbn13: null, note: { kind: 'ISBN left out', message, parameters: { value: quoted(cell) } } };
}
