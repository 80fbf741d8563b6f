import type { Said, Scenarios } from '../scenario.js';

const book = {
  title: 'The Left Hand of Darkness',
  author: 'Ursula K. Le Guin',
  isbn: '978-0-441-47812-5',
  genre: 'science fiction',
  year: 1969,
  publisher: 'Ace',
  language: 'en',
  description: 'A visitor to a cold world, where nobody is a man or a woman for long.',
  copies: 2,
};

const list = (query: Said['query'] = {}): Said => ({ does: 'listBooks', query, gives: 200 });
const search = (query: Said['query'] = {}): Said => ({ does: 'searchBooks', query, gives: 200 });
const show = (id: number): Said => ({ does: 'getBook', params: { id }, gives: 200 });
const revise = (id: number, json: object, gives: Said['gives'] = 200): Said => ({
  does: 'reviseBook',
  params: { id },
  json,
  gives,
});

/** A revision that no book has. */
const stale = { 'If-Match': '"r99-v1.0"' };

export default {
  calls: {
    listBooks: { query: { per_page: 2 } },
    searchBooks: { query: { q: 'dune' } },
    getBook: { params: { id: 1 } },
    addBook: { json: book },
    reviseBook: { params: { id: 1 }, json: { year: 1867 } },
    deleteBook: { params: { id: 9 } },
  },
  conversations: {
    'listing-books': [
      list(),
      list(),
      list({ page: 2 }),
      list({ page: 99, per_page: 5 }),
      list({ page: 'first', per_page: 'few' }),
      list({ sort: '-year,title', per_page: 4 }),
      list({ title: 'CRIME' }),
      list({ author: 'dostoevsky', unknown: 'is no matter' }),
      list({ isbn: '0141439513' }),
      list({ genre: 'classics', year_from: 1800, year_to: 1914 }),
      list({ available: 'false' }),
      { ...list({ per_page: 101, sort: 'colour', year_from: 'old' }), gives: 'request.validation_failed' },
    ],
    'searching-books': [
      search({ q: 'dostoyevski crime' }),
      search({ q: 'classics', per_page: 2, page: 2 }),
      search({ q: 'zzzzzzzz' }),
      { ...search(), gives: 'request.validation_failed' },
    ],
    'showing-books': [
      show(1),
      show(4),
      show(5),
      show(12),
      { ...show(999), gives: 'catalogue.book_not_found' },
    ],
    'adding-a-book': [
      { does: 'addBook', json: book, gives: 201 },
      { does: 'addBook', json: { title: 'Notes', year: -300, author: null, copies: 0 }, gives: 201 },
      { does: 'addBook', json: { title: 'Notes' }, gives: 201 },
      { does: 'addBook', json: { ...book, isbn: '978-0-441-47812-6' }, gives: 'request.validation_failed' },
      {
        does: 'addBook',
        json: { title: ' ', language: 'english!', year: 9999 },
        gives: 'request.validation_failed',
      },
      show(13),
    ],
    'revising-a-book': [
      revise(1, {}),
      revise(1, { author: 'F. M. Dostoyevsky', genre: 'novel', description: null }),
      show(1),
      revise(3, { copies: 4 }),
      revise(3, { copies: 1 }),
      revise(3, { copies: 0 }, 'catalogue.copies_in_use'),
      revise(1, { isbn: '123' }, 'request.validation_failed'),
      revise(1, { language: 'english!' }, 'request.validation_failed'),
      revise(999, { year: 1900 }, 'catalogue.book_not_found'),
      { ...revise(1, { year: 1900 }, 'catalogue.book_changed'), headers: stale },
    ],
    'books-in-other-words': [
      { ...show(1), headers: { 'API-Version': '1.0, 1.0' } },
      { ...show(1), headers: { 'API-Version': '1.1' }, save: { later: '$header.etag' } },
      { ...show(1), headers: { 'API-Version': '1.0', 'If-None-Match': '{{later}}' } },
      { ...revise(1, { year: 1867 }), headers: { 'If-Match': '"r1-v1.1"' } },
      { ...revise(1, { year: 1868 }), headers: { 'If-Match': '"r1-v2.0", "r2-v1.0"' } },
    ],
    'giving-up-a-book': [
      { does: 'deleteBook', params: { id: 9 }, headers: stale, gives: 'catalogue.book_changed' },
      { does: 'deleteBook', params: { id: 9 }, gives: 200 },
      { ...show(9), gives: 'catalogue.book_not_found' },
      { does: 'deleteBook', params: { id: 9 }, gives: 'catalogue.book_not_found' },
      { does: 'deleteBook', params: { id: 1 }, gives: 'catalogue.book_on_loan' },
    ],
  },
} satisfies Scenarios;
