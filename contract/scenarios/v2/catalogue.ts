import { toId } from '../../../src/interface/v2/ids.js';
import type { Said, Scenarios } from '../scenario.js';
import { letters } from './windows.js';

const book = (key: number) => ({ id: toId('book', key) });
const copy = (key: number) => ({ id: toId('copy', key) });
const first = { 'If-Match': '"r1-v2.0"' };
const stale = { 'If-Match': '"r9-v2.0"' };
const more = { '$.page.nextCursor': 'text', '$header.link': 'text', '$header.etag': 'text' };

const novel = {
  title: 'The Left Hand of Darkness',
  subtitle: null,
  contributors: [
    { name: 'Ursula K. Le Guin', role: 'author' },
    { name: 'David Mitchell', role: 'editor' },
  ],
  isbn: '978-0-441-47812-5',
  publisher: 'Ace',
  year: 1969,
  language: 'en',
  subjects: ['science fiction', 'classics'],
  description: 'A visitor to a cold world, where nobody is a man or a woman for long.',
};

const list = (query: Said['query'] = {}): Said => ({ does: 'listBooks', query, gives: 200 });
const search = (query: NonNullable<Said['query']>): Said => ({ does: 'searchCatalogue', query, gives: 200 });
/** How well a book matches may change: see docs/compatibility.md. */
const scores = (hits: number) =>
  Object.fromEntries(Array.from({ length: hits }, (_, hit) => [`$.data[${hit}].score`, 'any']));
const edit = (
  key: number,
  json: object,
  headers: Said['headers'] = first,
  gives: Said['gives'] = 200,
): Said => ({
  does: 'editBook',
  params: book(key),
  json,
  ...(headers && { headers }),
  gives,
});

export default {
  calls: {
    listBooks: { query: { limit: 2 }, answers: more },
    addBook: { json: novel },
    getBook: { params: book(1) },
    editBook: { params: book(1), json: { year: 1867 }, headers: first },
    withdrawBook: { params: book(9) },
    listCopies: { params: book(1) },
    addCopy: { params: book(12), json: { barcode: 'X1' } },
    findCopies: { query: { barcode: 'c00000003' } },
    getCopy: { params: copy(3) },
    editCopy: { params: copy(3), json: { shelf: 'A 1' }, headers: first },
    withdrawCopy: { params: copy(14) },
    moveCopy: { params: copy(14), json: { status: 'in_repair' } },
    searchCatalogue: { query: { q: 'dune' } },
  },
  conversations: {
    'listing-books': [
      list(),
      { ...list({ limit: 5, total: 'true' }), match: more, save: { next: '$.page.nextCursor' } },
      { ...list({ limit: 5, cursor: '{{next}}' }), match: more },
      list({ sort: '-year,title', fields: 'title,year', limit: 50 }),
      list({ subject: 'classics', title: 'crime' }),
      { ...list({ cursor: 'not-one-of-ours' }), gives: 'request.cursor_invalid' },
      { ...list({ limit: 201, sort: 'colour', nobody: 'knows' }), gives: 'request.validation_failed' },
    ],
    'counting-hits': [
      {
        ...search({ q: 'classics', limit: 1, total: 'true' }),
        since: '2.2',
        match: { ...more, ...scores(1) },
      },
      { ...search({ q: 'zzzzzzzz', total: 'true' }), since: '2.2' },
      { ...list({ fields: 'title,availability', limit: 3 }), since: '2.2' },
    ],
    'searching-the-catalogue': [
      { ...search({ q: 'dostoyevski crime' }), match: scores(1) },
      { ...search({ q: 'classics', limit: 20 }), match: scores(4) },
      search({ q: 'zzzzzzzz' }),
      { ...search({ q: 'dune', cursor: 'not-one-of-ours' }), gives: 'request.cursor_invalid' },
    ],
    'forms-of-letters': letters,
    'keeping-books': [
      { does: 'addBook', json: novel, gives: 201 },
      { does: 'addBook', json: { title: 'Notes', year: -300 }, gives: 201 },
      { does: 'addBook', json: { ...novel, isbn: '978-0-441-47812-6' }, gives: 'request.validation_failed' },
      { does: 'getBook', params: book(4), gives: 200 },
      edit(1, { subtitle: 'A Novel in Six Parts', publisher: null }),
      edit(1, { year: 1 }, stale, 'catalogue.book_changed'),
      edit(999, { year: 1 }, first, 'catalogue.book_not_found'),
      { does: 'getBook', params: book(999), gives: 'catalogue.book_not_found' },
      { does: 'withdrawBook', params: book(9), headers: stale, gives: 'catalogue.book_changed' },
      { does: 'withdrawBook', params: book(9), headers: first, gives: 204 },
      { does: 'withdrawBook', params: book(9), gives: 'catalogue.book_not_found' },
      { does: 'withdrawBook', params: book(1), gives: 'catalogue.book_on_loan' },
    ],
    'keeping-copies': [
      { does: 'listCopies', params: book(6), gives: 200 },
      {
        does: 'listCopies',
        params: book(6),
        query: { cursor: 'not-one-of-ours' },
        gives: 'request.cursor_invalid',
      },
      { does: 'listCopies', params: book(999), gives: 'catalogue.book_not_found' },
      { does: 'addCopy', params: book(12), json: {}, gives: 201 },
      {
        does: 'addCopy',
        params: book(12),
        json: { barcode: 'X1', kind: 'short_loan', callNumber: '843' },
        gives: 201,
      },
      { does: 'addCopy', params: book(12), json: { barcode: 'x1' }, gives: 'catalogue.barcode_taken' },
      { does: 'addCopy', params: book(12), json: { kind: 'shrot_loan' }, gives: 'catalogue.kind_unknown' },
      { does: 'addCopy', params: book(999), json: {}, gives: 'catalogue.book_not_found' },
      { does: 'findCopies', query: { barcode: 'x1' }, gives: 200 },
      { does: 'findCopies', query: { barcode: 'nowhere' }, gives: 200 },
      { does: 'getCopy', params: copy(1), gives: 200 },
      { does: 'getCopy', params: copy(999), gives: 'catalogue.copy_not_found' },
      {
        does: 'editCopy',
        params: copy(1),
        json: { shelf: 'A 1', barcode: 'C1' },
        headers: first,
        gives: 200,
      },
      {
        does: 'editCopy',
        params: copy(1),
        json: { shelf: 'A 2' },
        headers: stale,
        gives: 'catalogue.copy_changed',
      },
      {
        does: 'editCopy',
        params: copy(2),
        json: { barcode: 'c1' },
        headers: first,
        gives: 'catalogue.barcode_taken',
      },
      {
        does: 'editCopy',
        params: copy(2),
        json: { kind: 'shrot_loan' },
        headers: first,
        gives: 'catalogue.kind_unknown',
      },
      { does: 'editCopy', params: copy(999), json: {}, headers: first, gives: 'catalogue.copy_not_found' },
    ],
    'books-in-other-words': [
      { does: 'getBook', params: book(1), headers: { 'API-Version': '2.0, 2.0' }, gives: 200 },
      {
        does: 'getBook',
        params: book(1),
        headers: { 'API-Version': '2.0, 2.1' },
        gives: 'request.version_malformed',
        match: { '$.errors': 'any' },
      },
      {
        does: 'getBook',
        params: book(1),
        headers: { 'API-Version': '2.1' },
        gives: 200,
        save: { later: '$header.etag' },
      },
      {
        does: 'getBook',
        params: book(1),
        headers: { 'API-Version': '2.0', 'If-None-Match': '{{later}}' },
        gives: 200,
      },
      edit(1, { year: 1867 }, { 'If-Match': '"r1-v2.1"' }),
      edit(1, { year: 1868 }, { 'If-Match': '"r1-v2.0", "r2-v2.0"' }),
      edit(1, { year: 1869 }, { 'If-Match': '*' }, 'request.precondition_required'),
      {
        does: 'addBook',
        json: { ...novel, contributors: [novel.contributors[0], { name: 'Nobody', role: 'painter' }] },
        gives: 'request.validation_failed',
      },
    ],
    'moving-copies': [
      {
        does: 'moveCopy',
        params: copy(14),
        json: { status: 'in_repair', note: 'The spine is loose.' },
        gives: 200,
      },
      {
        does: 'moveCopy',
        params: copy(14),
        json: { status: 'on_loan' },
        gives: 'catalogue.copy_state_invalid',
      },
      { does: 'moveCopy', params: copy(999), json: { status: 'lost' }, gives: 'catalogue.copy_not_found' },
      { does: 'withdrawCopy', params: copy(13), headers: stale, gives: 'catalogue.copy_changed' },
      { does: 'withdrawCopy', params: copy(13), gives: 204 },
      { does: 'withdrawCopy', params: copy(1), gives: 'catalogue.copy_state_invalid' },
      { does: 'withdrawCopy', params: copy(999), gives: 'catalogue.copy_not_found' },
    ],
  },
} satisfies Scenarios;
