import { readIsbn, type IsbnFault } from '../../domain/catalogue/isbn.js';
import { bounds } from './catalogue-rules.js';

const sentences: Readonly<Record<IsbnFault, string>> = {
  not_an_isbn: 'must be an ISBN of 10 or 13 digits',
  ismn_prefix: 'must be an ISBN, but 979-0 begins a number of printed music (ISMN)',
  check_digit: 'must be an ISBN, but its check digit is wrong',
};

/** Why a text is not an ISBN, as a sentence without its subject; undefined for an ISBN. */
export function isbnFault(given: string): string | undefined {
  if (given.length > bounds.isbn) return sentences.not_an_isbn;
  const reading = readIsbn(given);
  if ('fault' in reading) return sentences[reading.fault];
  return isPlaceholder(given) ? 'must be an ISBN, but ten equal digits stand for an unknown one' : undefined;
}

/**
 * Ten equal digits have a valid check digit. If they were an ISBN, all books with the same placeholder would be one book.
 */
export function isPlaceholder(isbn: string): boolean {
  return /^(\d)\1{9}$/.test(isbn.replaceAll(/\D/g, ''));
}
