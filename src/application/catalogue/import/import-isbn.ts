import { isbnsIn, readIsbn, repairIsbn } from '../../../domain/catalogue/isbn.js';
import { filled } from '../../../domain/kernel/field-fault.js';
import { quoted, type Found } from './import-cell.js';
import { bounds } from '../catalogue-rules.js';
import { isbnFault, isPlaceholder } from '../isbn-fault.js';
import type { ImportNote } from './import-row.js';

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
  if (isPlaceholder(repaired ?? cell))
    return leftOut(`${quoted(cell)} stands in many files for an unknown ISBN`);
  if (repaired === undefined) return { value: cell, isbn13: reading.isbn13 };
  return taken(repaired, reading.isbn13, 'ISBN repaired', `${quoted(cell)} is ${repaired}.`);
}

function takenFrom(cell: string): FoundIsbn {
  if (scientific.test(cell)) return leftOut(`${quoted(cell)} is a rounded number`);
  const found = isbnsIn(cell).filter(({ given }) => !isPlaceholder(given));
  const [first] = found;
  if (!first) return leftOut(filled(isbnFault(cell)?.message ?? '', { field: quoted(cell) }));
  const rest = found.length > 1 ? `; it has ${found.length} ISBNs` : '';
  return taken(first.given, first.isbn13, 'ISBN taken', `${first.given} from ${quoted(cell)}${rest}.`);
}

function taken(value: string, isbn13: string, kind: ImportNote['kind'], what: string): FoundIsbn {
  return { value, isbn13, note: { kind, text: `${kind}: ${what}` } };
}

function leftOut(why: string): FoundIsbn {
  return { isbn13: null, note: { kind: 'ISBN left out', text: `ISBN left out: ${why}.` } };
}
