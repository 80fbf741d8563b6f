import { blankDetails, type BookDetails } from '../../src/domain/catalogue/book.js';
import { words } from '../content/catalogue-words.js';

/** No numbers of 979-9 are assigned, so no real book has this prefix. The remaining 8 digits count the books. */
const prefix = '9799';

const authors = 12_000;

/** The ISBN of the synthetic book with this number, 0 to 99,999,999. Greater numbers have greater ISBNs. */
export function syntheticIsbn(number: number): string {
  const digits = prefix + String(number).padStart(8, '0');
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

/** The synthetic book with this number. The same number always gives the same book. */
export function syntheticBook(number: number): BookDetails {
  const subjects = [pick(words.subjects, scattered(number, 1)), pick(words.subjects, scattered(number, 2))];
  return {
    ...blankDetails,
    title: titleOf(number),
    subtitle: number % 4 === 0 ? `A History in ${2 + (number % 17)} Parts` : null,
    contributors: contributorsOf(number),
    isbn: syntheticIsbn(number),
    publisher: pick(words.publishers, scattered(number, 3)),
    year: 1900 + (scattered(number, 4) % 125),
    language: pick(words.languages, scattered(number, 5)),
    subjects: [...new Set(subjects)],
  };
}

function titleOf(number: number): string {
  const adjective = pick(words.adjectives, scattered(number, 6));
  const [noun, another] = [pick(words.nouns, scattered(number, 7)), pick(words.nouns, scattered(number, 8))];
  const place = pick(words.places, scattered(number, 9));
  const patterns = [
    `The ${adjective} ${noun} of ${place}`,
    `The ${noun} and the ${adjective} ${another}`,
    `${adjective} ${noun}, ${adjective} ${another}`,
    `My ${adjective} ${noun} in ${place}`,
  ];
  return pick(patterns, number);
}

/** Of 100,000 books, about eight have the same author. Every sixth book has a translator, who is also an author. */
function contributorsOf(number: number): BookDetails['contributors'] {
  const author = { name: nameOf(number * 7), role: 'author' as const };
  return number % 6 === 0 ? [author, { name: nameOf(number * 7 + 1_000), role: 'translator' }] : [author];
}

function nameOf(given: number): string {
  const number = given % authors;
  const { starts, middles, ends } = words.lastNames;
  const pairs = Math.floor(number / starts.length);
  const lastName =
    pick(starts, number) + pick(middles, pairs) + pick(ends, Math.floor(pairs / middles.length));
  return `${pick(words.firstNames, number)} ${lastName}`;
}

/** A number that looks random, even for neighbouring inputs: the finalizer of MurmurHash3, by Austin Appleby. */
function scattered(number: number, salt: number): number {
  let bits = number * 16 + salt;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function pick(list: readonly string[], at: number): string {
  return list[at % list.length] ?? '';
}
