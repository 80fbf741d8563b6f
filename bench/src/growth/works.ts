import { toId } from '../../../src/interface/v2/ids.js';
import type { Http, Question } from './http.js';
import { sorts, type KnownLibrary } from './known-library.js';

/** Something that is asked of a library of any size. */
export interface Work {
  readonly name: string;
  /** Asks for the `turn`th time, for something else each time. Gives the statuses of the answers. */
  readonly ask: (http: Http, library: KnownLibrary, turn: number) => Promise<readonly number[]>;
  /** What is measured to know the price of it, and nobody has promised anything of. */
  readonly unbounded?: boolean;
}

function reading(name: string, question: (library: KnownLibrary, turn: number) => Question): Work {
  return { name, ask: async (http, library, turn) => [(await http.ask(question(library, turn))).status] };
}

const encoded = encodeURIComponent;

function at<T>(list: readonly T[], turn: number): T {
  const found = list[turn % list.length];
  if (found === undefined) throw new Error('The library has nothing to ask for.');
  return found;
}

/** A number up to `top` that jumps about. */
const number = (turn: number, top: number): number => 1 + ((turn * 7_368_787) % top);

/** Commas, stops and the like in every combination: other words for a cache, and the same for a search. */
function noise(turn: number): string {
  const marks = [...turn.toString(6)].map((digit) => '.,;:!?'[Number(digit)]);
  return ` ${marks.join('')}`;
}

/** A number of a page near to that one, so that the answer is not one that is kept. */
const nearPage = (page: number, turn: number): number => (page < 100 ? page : page - (turn % (page / 10)));

/** v1 knows no other way to have the first page of the same list again than to ask for more, or less, of it. */
function pageOf(page: number): Work {
  const title = page.toLocaleString('en');
  return {
    ...reading(`v1: list, page ${title}`, (_, turn) => ({
      path: `/v1/books?page=${nearPage(page, turn)}&per_page=${page < 100 ? 1 + (turn % 100) : 10}`,
    })),
    unbounded: page > 1,
  };
}

/** A librarian scans a copy for somebody, and takes it back. */
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
  reading('v1: search, one misspelt', ({ words }, turn) => ({
    path: `/v1/books/search?q=${encoded(at(words, turn).misspelt)}`,
  })),
  reading('v2: search, one misspelt', ({ words }, turn) => ({
    path: `/v2/search?q=${encoded(at(words, turn).misspelt)}`,
  })),
  reading('v1: search, a word of half the books', (_, turn) => ({
    path: `/v1/books/search?q=${encoded(`the${noise(turn)}`)}`,
  })),
  reading('v2: search, a word of half the books', (_, turn) => ({
    path: `/v2/search?q=${encoded(`the${noise(turn)}`)}`,
  })),
  lendAndReturn,
  reading('v1: my loans', ({ readers }, turn) => ({ path: '/v1/users/me/loans', token: at(readers, turn) })),
  reading('v2: my loans', ({ readers }, turn) => ({ path: '/v2/me/loans', token: at(readers, turn) })),
  reading('v1: most borrowed', (_, turn) => ({ path: `/v1/books/popular?limit=${1 + (turn % 50)}` })),
  ...[1, 100, 10_000, 100_000].map(pageOf),
];
