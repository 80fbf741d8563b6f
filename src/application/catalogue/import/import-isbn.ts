import { readIsbn, repairIsbn } from '../../../domain/catalogue/isbn.js';
import { quoted, type Found } from './import-cell.js';
import { isbnFault } from '../isbn-fault.js';

export interface FoundIsbn extends Found<string> {
  /** Canonical form of the value; null without a value. */
  readonly isbn13: string | null;
}

/** A number that a spreadsheet has rounded: `9.78043902348e+12`. */
const scientific = /^[+-]?\d+(?:[.,]\d*)?e[+-]?\d+$/i;

/**
 * Reads an ISBN. Lost leading zeros are restored if the check digit is then right. Any other invalid ISBN is left out.
 * A note describes each of these cases.
 */
export function readImportIsbn(cell: string | undefined): FoundIsbn {
  if (cell === undefined) return { isbn13: null };
  const repaired = repairIsbn(cell);
  const reading = readIsbn(repaired ?? cell);
  if ('fault' in reading)
    return leftOut(cell, scientific.test(cell) ? 'is a rounded number' : (isbnFault(cell) ?? ''));
  if (isPlaceholder(repaired ?? cell)) return leftOut(cell, 'stands in many files for an unknown ISBN');
  if (repaired === undefined) return { value: cell, isbn13: reading.isbn13 };
  const text = `ISBN repaired: ${quoted(cell)} is ${repaired}.`;
  return { value: repaired, isbn13: reading.isbn13, note: { kind: 'ISBN repaired', text } };
}

/**
 * Ten equal digits have a valid check digit. Without this check, all books with the same placeholder would be one book.
 */
function isPlaceholder(isbn: string): boolean {
  return /^(\d)\1{9}$/.test(isbn.replaceAll(/\D/g, ''));
}

function leftOut(cell: string, fault: string): FoundIsbn {
  return { isbn13: null, note: { kind: 'ISBN left out', text: `ISBN left out: ${quoted(cell)} ${fault}.` } };
}
