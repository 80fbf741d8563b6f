import { toId } from '../../../src/interface/v2/ids.js';
import { get, read, readAs, send, type HotRequest } from './hot-request.js';
import { sampleOf, type LargeLibrary } from './large-library.js';

const librarian = ({ librarian: token }: LargeLibrary): string => token;
const reader = (library: LargeLibrary, turn: number): string =>
  library.reader(sampleOf(library, turn).patronId);

/** The lookups of lending and returning, by any index. */
const ofALoan = ['patron_pkey', 'copy_pkey', 'loan_pkey', 'book_pkey|book_kept'];

/** Lists of loans: by whom or of which item, by which index, as v1 and v2 request them. */
const lists: readonly HotRequest[] = [
  readAs('v1: my loans', ['loan_patron'], () => '/v1/users/me/loans', reader),
  readAs('v2: my loans', ['loan_patron', 'copy_pkey'], () => '/v2/me/loans', reader),
  readAs('v1: my open loans', ['loan_patron_open'], () => '/v1/users/me/loans?status=open', reader),
  readAs('v2: my open loans', ['loan_patron_open'], () => '/v2/me/loans?status=open', reader),
  readAs(
    'v2: my loans, with their total, from a cursor on',
    ['loan_patron'],
    async (library, turn) => {
      const first = await get(library, '/v2/me/loans?limit=1', { token: reader(library, turn) });
      const { page } = first.body as { page: { nextCursor: string } };
      return `/v2/me/loans?total=true&cursor=${page.nextCursor}`;
    },
    reader,
  ),
  readAs(
    'v1: the loans of a reader, for a librarian',
    ['loan_patron'],
    (library, turn) => `/v1/loans?user_id=${sampleOf(library, turn).patronId}`,
    librarian,
  ),
  readAs(
    'v1: the loans of a book',
    ['loan_book'],
    (library, turn) => `/v1/loans?book_id=${sampleOf(library, turn).bookId}`,
    librarian,
  ),
  readAs(
    'v2: the loans of a copy',
    ['loan_copy'],
    (library, turn) => `/v2/loans?copyId=${toId('copy', sampleOf(library, turn).copyId)}`,
    librarian,
  ),
  readAs(
    'v2: all loans, newest first',
    ['loan_pkey'],
    (_, turn) => `/v2/loans?limit=${1 + (turn % 40)}`,
    librarian,
  ),
  readAs(
    'v2: loans that are overdue',
    ['loan_'],
    (_, turn) => `/v2/loans?status=overdue&limit=${1 + (turn % 40)}`,
    librarian,
  ),
  readAs(
    'v1: loans that are overdue',
    ['loan_due'],
    (_, turn) => `/v1/loans?status=overdue&page=${1 + (turn % 9)}`,
    librarian,
  ),
  read('most borrowed', ['loan_count_most'], (_, turn) => `/v1/books/popular?limit=${1 + (turn % 90)}`),
  readAs('v1: one loan', ['loan_pkey'], (_, turn) => `/v1/loans/${1 + turn}`, librarian),
  readAs('v2: one loan', ['loan_pkey'], (_, turn) => `/v2/loans/${toId('loan', 1 + turn)}`, librarian),
];

export const circulationRequests: readonly HotRequest[] = [
  ...lists,
  {
    title: 'v1: borrow a book, have it renewed at the desk on the same day, and return it',
    by: [...ofALoan, 'copy_book', 'loan_patron_open'],
    ask: async (library, turn) => {
      const { bookId, patronId } = sampleOf(library, turn);
      const token = library.reader(patronId);
      const { body } = await send(library, 'POST', '/v1/loans', { token, json: { book_id: bookId } });
      const { id } = body as { id: number };
      const renewal = { token: library.librarian, json: { override: { reason: 'The reader travels.' } } };
      await send(library, 'POST', `/v2/loans/${toId('loan', id)}/renewals`, renewal);
      await send(library, 'POST', `/v1/loans/${id}/return`, { token });
    },
  },
  {
    title: 'v2: check a loan, lend a copy, and return it',
    by: [...ofALoan, 'copy_barcode_unique', 'loan_copy', 'loan_patron_open'],
    ask: async (library, turn) => {
      const { barcode: copyBarcode, patronId } = sampleOf(library, turn);
      const scan = { token: library.librarian, json: { copyBarcode, patronId: toId('patron', patronId) } };
      await send(library, 'POST', '/v2/loans/checks', scan);
      await send(library, 'POST', '/v2/loans', scan);
      await send(library, 'POST', '/v2/returns', { token: library.librarian, json: { copyBarcode } });
    },
  },
  {
    title: 'v2: lend with an Idempotency-Key, twice',
    by: ['idempotent_answer_pkey'],
    ask: async (library, turn) => {
      const { barcode: copyBarcode, patronId } = sampleOf(library, turn);
      const json = { copyBarcode, patronId: toId('patron', patronId) };
      const headers = { 'Idempotency-Key': `lend-${turn}` };
      for (let time = 0; time < 2; time++)
        await send(library, 'POST', '/v2/loans', { token: library.librarian, json, headers });
    },
  },
];
