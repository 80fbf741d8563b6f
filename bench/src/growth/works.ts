import { toId } from '../../../src/interface/v2/ids.js';
import type { Http, Question } from './http.js';
import { sorts, type KnownLibrary } from './known-library.js';

/** A kind of request to a library of any size. */
export interface Work {
  readonly name: string;
  /** Sends the requests of turn number `turn`, with different values each time. Returns the statuses of the answers. */
  readonly ask: (http: Http, library: KnownLibrary, turn: number) => Promise<readonly number[]>;
  /** The number of different requests, if it is small: a round sends no more. */
  readonly distinct?: number;
  /** The work in the same library that it may cost as much as. Without it, the same work in the smallest library. */
  readonly beside?: string;
}

function reading(name: string, question: (library: KnownLibrary, turn: number) => Question): Work {
  return { name, ask: async (http, library, turn) => [(await http.ask(question(library, turn))).status] };
}

const encoded = encodeURIComponent;

function at<T>(list: readonly T[], turn: number): T {
  const found = list[turn % list.length];
  if (found === undefined) throw new Error('The library has no values for this request.');
  return found;
}

/** A pseudo-random number up to `top`. */
const number = (turn: number, top: number): number => 1 + ((turn * 7_368_787) % top);

/** Punctuation in every combination: a different key for the cache, and the same words for a search. */
function noise(turn: number): string {
  const marks = [...turn.toString(6)].map((digit) => '.,;:!?'[Number(digit)]);
  return ` ${marks.join('')}`;
}

const firstPage = 'v1: list, page 1';

/** Pages of 1 to 100 books: as many variants as there are lengths, because answers are cached for a minute. */
const length = (turn: number): number => 1 + (turn % 100);

/** Late pages of the same lengths, each up to 700 books before the name. They are compared with the first pages. */
function pageAfter(name: string, books: (library: KnownLibrary) => number): Work {
  const path = (library: KnownLibrary, turn: number) => {
    const before = books(library) - (Math.floor(turn / 100) % 8) * 100;
    return `/v1/books?page=${1 + Math.ceil(before / length(turn))}&per_page=${length(turn)}`;
  };
  return {
    ...reading(`v1: list, after ${name}`, (library, turn) => ({ path: path(library, turn) })),
    distinct: 800,
    beside: firstPage,
  };
}

/** A librarian lends a copy by its barcode, and takes it back. */
const lendAndReturn: Work = {
  name: 'v2: lend and return',
  ask: async (http, { librarian: token, barcodes, borrowers }, turn) => {
    const copyBarcode = at(barcodes, turn);
    const body = { copyBarcode, patronId: at(borrowers, turn) };
    const lent = await http.ask({ method: 'POST', path: '/v2/loans', token, body });
    const taken = await http.ask({ method: 'POST', path: '/v2/returns', token, body: { copyBarcode } });
    return [lent.status, taken.status];
  },
};

export const works: readonly Work[] = [
  reading('v1: one book', ({ books }, turn) => ({ path: `/v1/books/${number(turn, books)}` })),
  reading('v2: one book', ({ books }, turn) => ({ path: `/v2/books/${toId('book', number(turn, books))}` })),
  ...sorts.map((sort) =>
    reading(`v2: deep in the list by ${sort}`, ({ cursors }, turn) => ({
      path: `/v2/books?sort=${sort === 'created' ? 'createdAt' : sort}&cursor=${at(cursors[sort], turn)}`,
    })),
  ),
  reading('v1: search, two words', ({ words }, turn) => ({
    path: `/v1/books/search?q=${encoded(at(words, turn).right)}`,
  })),
  reading('v2: search, two words', ({ words }, turn) => ({
    path: `/v2/search?q=${encoded(at(words, turn).right)}`,
  })),
  reading('v1: search, a rare name and a frequent word', ({ rare }, turn) => ({
    path: `/v1/books/search?q=${encoded(at(rare, turn))}`,
  })),
  reading('v2: search, a rare name and a frequent word', ({ rare }, turn) => ({
    path: `/v2/search?q=${encoded(at(rare, turn))}`,
  })),
  // A larger library has more books for the same name, so these answers grow.
  reading('v1: search, any name and a frequent word', ({ words }, turn) => ({
    path: `/v1/books/search?q=${encoded(at(words, turn).broad)}`,
  })),
  reading('v2: search, any name and a frequent word', ({ words }, turn) => ({
    path: `/v2/search?q=${encoded(at(words, turn).broad)}`,
  })),
  reading('v1: search, one misspelt', ({ words }, turn) => ({
    path: `/v1/books/search?q=${encoded(at(words, turn).misspelt)}`,
  })),
  reading('v2: search, one misspelt', ({ words }, turn) => ({
    path: `/v2/search?q=${encoded(at(words, turn).misspelt)}`,
  })),
  reading('v1: search, a word of a third of all books', (_, turn) => ({
    path: `/v1/books/search?q=${encoded(`the${noise(turn)}`)}`,
  })),
  reading('v2: search, a word of a third of all books', (_, turn) => ({
    path: `/v2/search?q=${encoded(`the${noise(turn)}`)}`,
  })),
  lendAndReturn,
  reading('v1: my loans', ({ readers }, turn) => ({ path: '/v1/users/me/loans', token: at(readers, turn) })),
  reading('v2: my loans', ({ readers }, turn) => ({ path: '/v2/me/loans', token: at(readers, turn) })),
  {
    ...reading('v1: most borrowed', (_, turn) => ({ path: `/v1/books/popular?limit=${1 + (turn % 100)}` })),
    distinct: 100,
  },
  { ...reading(firstPage, (_, turn) => ({ path: `/v1/books?per_page=${length(turn)}` })), distinct: 100 },
  pageAfter('2,000 books', () => 2_000),
  pageAfter('nine tenths of all books', ({ books }) => Math.floor(books * 0.9)),
];
