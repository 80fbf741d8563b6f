/** The ways in which a text can fail to be an ISBN (ISO 2108; International ISBN Agency manual, section 5). */
export type IsbnFault = 'not_an_isbn' | 'ismn_prefix' | 'check_digit';

export type IsbnReading = { readonly isbn13: string } | { readonly fault: IsbnFault };

/**
 * Reads an ISBN of 10 or 13 digits. Hyphens and spaces are ignored; the X of an ISBN-10 may have either case. Returns
 * the canonical form of 13 digits, or the fault. Nothing is corrected.
 */
export function readIsbn(given: string): IsbnReading {
  const text = given.replaceAll(/[\s\u00AD\u2010-\u2015-]/gu, '').toUpperCase();
  if (/^\d{9}[\dX]$/.test(text)) {
    return text[9] === checkDigit10(text) ? { isbn13: toIsbn13(text) } : { fault: 'check_digit' };
  }
  // The prefix 979-0 belongs to printed music (ISMN, ISO 10957).
  if (/^9790\d{9}$/.test(text)) return { fault: 'ismn_prefix' };
  if (/^97[89]\d{10}$/.test(text)) {
    return text[12] === checkDigit13(text) ? { isbn13: text } : { fault: 'check_digit' };
  }
  return { fault: 'not_an_isbn' };
}

/** An ISBN in a longer text. */
export interface FoundIsbn {
  /** The part of the text that is the ISBN. */
  readonly given: string;
  readonly isbn13: string;
}

const hyphen = String.raw`[\u00AD\u2010-\u2015-]`;
const gap = String.raw`(?:\s|${hyphen}){0,3}`;
const spelling = String.raw`97[89](?:${gap}\d){10}|\d(?:${gap}\d){8}${gap}[\dXx]`;

/** Digits beside a hyphen and a digit belong to a longer number, and an X before a letter to a word. */
const isbnForms = new RegExp(
  String.raw`(?<!\d${hyphen}?)(?:${spelling})(?!${hyphen}?\d|(?<=[Xx])[A-Za-z])`,
  'gu',
);

/**
 * The valid ISBNs in a text with something around them, each once, in their order: `[0140449132]`,
 * `ISBN-13: 978-0-14-044913-6 (pbk.)`, `0140449132; 9780140447934`, `9780140449136.0`. Width and format of the digits do
 * not matter.
 */
export function isbnsIn(text: string): FoundIsbn[] {
  const found = new Map<string, FoundIsbn>();
  for (const [given] of text.normalize('NFKC').matchAll(isbnForms)) {
    const reading = readIsbn(given);
    if ('fault' in reading || found.has(reading.isbn13)) continue;
    found.set(reading.isbn13, { given, isbn13: reading.isbn13 });
  }
  return [...found.values()];
}

/**
 * Restores leading zeros that a spreadsheet removed from an ISBN-10 because it read the ISBN as a number. Returns the
 * ten characters if their check digit is right, else undefined. At most three zeros are restored: every eleventh number
 * has a valid check digit by chance, and shorter numbers are far more often counts and shelf marks than ISBNs.
 */
export function repairIsbn(given: string): string | undefined {
  const text = given.trim().toUpperCase();
  if (!/^\d{6,8}[\dX]$/.test(text)) return undefined;
  const whole = text.padStart(10, '0');
  return 'isbn13' in readIsbn(whole) ? whole : undefined;
}

/** Weights 10 to 2, modulo 11; X stands for ten. Uses the first nine digits only. */
function checkDigit10(digits: string): string {
  let sum = 0;
  for (let at = 0; at < 9; at++) sum += (10 - at) * Number(digits[at]);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** Weights 1 and 3 in turn, modulo 10. Uses the first twelve digits only. */
function checkDigit13(digits: string): string {
  let sum = 0;
  for (let at = 0; at < 12; at++) sum += (at % 2 === 0 ? 1 : 3) * Number(digits[at]);
  return String((10 - (sum % 10)) % 10);
}

function toIsbn13(isbn10: string): string {
  const body = `978${isbn10.slice(0, 9)}`;
  return body + checkDigit13(body);
}
