import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aBook } from '../../../../test/support/catalogue/catalogue-views.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { BookQueries } from '../../../application/catalogue/book-queries.js';
import { v2Id } from '../ids-in-v2.js';
import { BookRoutes } from './book-routes.js';

/** `aBook()` as v1 shows it. */
const shown = {
  id: 7,
  v2_id: v2Id('book', 7),
  title: 'Crime and Punishment',
  author: 'Fyodor Dostoevsky',
  isbn: '978-0-14-305814-4',
  isbn13: '9780143058144',
  genre: 'fiction',
  subjects: ['fiction', 'crime'],
  year: 1866,
  publisher: 'Penguin Classics',
  language: 'en',
  description: 'A student kills, and cannot live with it.',
  copies: 3,
  available_copies: 2,
  created_at: '2026-12-01T09:30:00.000Z',
  updated_at: '2026-12-02T10:45:00.000Z',
};

describe('The book routes of v1', () => {
  let books: SinonStubbedInstance<BookQueries>;
  let routes: BookRoutes;

  beforeEach(() => {
    books = stubOf<BookQueries>('view', 'list', 'search');
    books.list.resolves({ items: [], total: 0 });
    books.search.resolves({ items: [], total: 0 });
    routes = new BookRoutes(books);
  });
  afterEach(() => sinon.restore());

  it('are public', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(3).fill('anonymous'));
  });

  it('are cached if they list, until a book or a copy changes', () => {
    const rule = { seconds: 60, tags: ['book', 'copy'] };
    expect(routes.routes().map(({ cache }) => cache)).to.deep.equal([rule, rule, undefined]);
  });

  describe('listBooks', () => {
    it('queries the first ten of all books by default', async () => {
      await call(routes, 'listBooks');
      expect(books.list.args).to.deep.equal([[{}, [], { offset: 0, limit: 10 }]]);
    });

    it('passes every filter to the catalogue by its name there', async () => {
      const query = {
        title: 'crime',
        author: 'dostoevsky',
        isbn: '9780143058144',
        genre: 'fiction',
        year_from: '1800',
        year_to: '1899',
        available: 'false',
      };
      await call(routes, 'listBooks', { query });
      expect(books.list.args[0]?.[0]).to.deep.equal({
        title: 'crime',
        author: 'dostoevsky',
        isbn: '9780143058144',
        subject: 'fiction',
        yearFrom: 1800,
        yearTo: 1899,
        available: false,
      });
    });

    it('sorts by the requested fields', async () => {
      await call(routes, 'listBooks', { query: { sort: 'title,-created_at' } });
      expect(books.list.args[0]?.[1]).to.deep.equal([
        { by: 'title', descending: false },
        { by: 'created', descending: true },
      ]);
    });

    it('queries the requested page', async () => {
      await call(routes, 'listBooks', { query: { page: '4', per_page: '25' } });
      expect(books.list.args[0]?.[2]).to.deep.equal({ offset: 75, limit: 25 });
    });

    for (const query of [
      { sort: 'colour' },
      { year_from: '1.5' },
      { available: 'yes' },
      { per_page: '101' },
    ]) {
      it(`refuses ${JSON.stringify(query)} without a query`, async () => {
        const codes = await codesOf(() => call(routes, 'listBooks', { query }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(books.list.called).to.equal(false);
      });
    }

    it('answers the books, their total, and links that keep the filter', async () => {
      books.list.resolves({ items: [aBook()], total: 1 });
      expect(await call(routes, 'listBooks', { query: { genre: 'fiction' } })).to.deep.equal({
        status: 200,
        headers: {
          'X-Total-Count': '1',
          Link: '</v1/books?genre=fiction&page=1>; rel="first", </v1/books?genre=fiction&page=1>; rel="last"',
        },
        body: [shown],
      });
    });
  });

  describe('searchBooks', () => {
    it('searches by the words, a page at a time', async () => {
      await call(routes, 'searchBooks', { query: { q: 'dostoyevski crime', page: '2', per_page: '5' } });
      expect(books.search.args).to.deep.equal([['dostoyevski crime', { offset: 5, limit: 5 }]]);
    });

    for (const query of [{}, { q: '' }, { q: ' ' }, { q: 'x'.repeat(201) }]) {
      it(`refuses a useless query of ${'q' in query ? query.q.length : 'no'} characters`, async () => {
        const codes = await codesOf(() => call(routes, 'searchBooks', { query }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(books.search.called).to.equal(false);
      });
    }

    it('answers the books, their total, and links that keep the words', async () => {
      books.search.resolves({ items: [aBook()], total: 1 });
      expect(await call(routes, 'searchBooks', { query: { q: 'crime' } })).to.deep.equal({
        status: 200,
        headers: {
          'X-Total-Count': '1',
          Link: '</v1/books/search?q=crime&page=1>; rel="first", </v1/books/search?q=crime&page=1>; rel="last"',
        },
        body: [shown],
      });
    });
  });

  describe('getBook', () => {
    it('answers the book', async () => {
      books.view.withArgs(7).resolves(aBook());
      const reply = await call(routes, 'getBook', { path: { id: '7' } });
      expect(reply).to.deep.equal({ status: 200, headers: { ETag: '"r4-v1.0-3.2"' }, body: shown });
    });

    it('joins all authors into one text', async () => {
      const contributors = [
        { name: 'Terry Pratchett', role: 'author' },
        { name: 'Neil Gaiman', role: 'author' },
      ] as const;
      books.view.resolves(aBook({ contributors }));
      const { body } = await call(routes, 'getBook', { path: { id: '7' } });
      expect(body).to.include({ author: 'Terry Pratchett, Neil Gaiman' });
    });

    it('returns the other contributors as author when there is no author', async () => {
      books.view.resolves(aBook({ contributors: [{ name: 'Ann Editor', role: 'editor' }] }));
      const { body } = await call(routes, 'getBook', { path: { id: '7' } });
      expect(body).to.include({ author: 'Ann Editor' });
    });

    it('returns null for a missing author and genre', async () => {
      books.view.resolves(aBook({ contributors: [], subjects: [] }));
      const { body } = await call(routes, 'getBook', { path: { id: '7' } });
      expect(body).to.include({ author: null, genre: null });
    });

    it('refuses an unknown book', async () => {
      const codes = await codesOf(() => call(routes, 'getBook', { path: { id: '8' } }));
      expect(codes).to.deep.equal(['catalogue.book_not_found']);
    });
  });
});
