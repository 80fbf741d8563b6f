import { readIsbn, type IsbnFault } from '../../domain/catalogue/isbn.js';
import { fault, type FieldFault } from '../../domain/kernel/field-fault.js';
import { bounds } from './catalogue-rules.js';

export { readIsbn };

const format = { format: 'isbn' };
const notAnIsbn = fault('wrong_format', '{{field}} must be an ISBN of 10 or 13 digits', format);
const placeholder = fault(
  'placeholder',
  '{{field}} must be an ISBN, but ten equal digits stand for an unknown one',
);

const faults: Readonly<Record<IsbnFault, FieldFault>> = {
  not_an_isbn: notAnIsbn,
  ismn_prefix: fault(
    'wrong_format',
    '{{field}} must be an ISBN, but 979-0 begins a number of printed music (ISMN)',
    format,
  ),
  check_digit: fault('wrong_check_digit', '{{field}} must be an ISBN, but its check digit is wrong'),
};

/** Why a value is not an ISBN; undefined for an ISBN. */
export function isbnFault(given: unknown): FieldFault | undefined {
  if (typeof given !== 'string' || given.length > bounds.isbn) return notAnIsbn;
  const reading = readIsbn(given);
  if ('fault' in reading) return faults[reading.fault];
  return isPlaceholder(given) ? placeholder : undefined;
}

/**
 * Ten equal digits have a valid check digit. If they were an ISBN, all books with the same placeholder would be one book.
 */
export function isPlaceholder(isbn: string): boolean {
  return /^(\d)\1{9}$/.test(isbn.replaceAll(/\D/g, ''));
}
