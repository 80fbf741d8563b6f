import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aBook } from '../../../../../test/support/catalogue/catalogue-views.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import type { BookQueries } from '../../../../application/catalogue/book-queries.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { toId } from '../../ids.js';
import { BookRoutes } from './book-routes.js';

/** `aBook()` as v2 shows it. */
const shown = {
  id: toId('book', 7),
  title: 'Crime and Punishment',
  subtitle: 'A Novel in Six Parts',
  contributors: [
    { name: 'Constance Garnett', role: 'translator' },
    { name: 'Fyodor Dostoevsky', role: 'author' },
  ],
  isbn: '978-0-14-305814-4',
  isbn13: '9780143058144',
  publisher: 'Penguin Classics',
  year: 1866,
  language: 'en',
  subjects: ['fiction', 'crime'],
  description: 'A student kills, and cannot live with it.',
  availability: { copies: 3, available: 2 },
  createdAt: '2026-12-01T09:30:00.000Z',
  updatedAt: '2026-12-02T10:45:00.000Z',
};

describe('The book routes of v2', () => {
  const cursors = new Cursors(['a secret of this test']);
  let books: SinonStubbedInstance<BookQueries>;
  let routes: BookRoutes;

  beforeEach(() => {
    books = stubOf<BookQueries>('view', 'listAfter', 'count');
    books.listAfter.resolves({ items: [], next: undefined });
    routes = new BookRoutes(books, cursors);
  });
  afterEach(() => sinon.restore());

  it('are public', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(['anonymous', 'anonymous']);
  });

  it('are cached if they list, until a book or a copy changes', () => {
    const rule = { seconds: 60, tags: ['book', 'copy'] };
    expect(routes.routes().map(({ cache }) => cache)).to.deep.equal([rule, undefined]);
  });

  describe('listBooks', () => {
    it('queries the first twenty of all books, by id, by default', async () => {
      await call(routes, 'listBooks');
      const byId = [{ by: 'id', descending: false }];
      expect(books.listAfter.args).to.deep.equal([[{}, byId, { after: undefined, limit: 20 }]]);
    });

    it('passes every filter to the catalogue', async () => {
      const texts = { title: 'crime', author: 'dostoevsky', isbn: '9780143058144', subject: 'fiction' };
      const query = { ...texts, yearFrom: '-50', yearTo: '1899', available: 'false' };
      await call(routes, 'listBooks', { query });
      const filter = { ...texts, yearFrom: -50, yearTo: 1899, available: false };
      expect(books.listAfter.args[0]?.[0]).to.deep.equal(filter);
    });

    it('sorts by the requested fields', async () => {
      await call(routes, 'listBooks', { query: { sort: 'title,-createdAt' } });
      expect(books.listAfter.args[0]?.[1]).to.deep.equal([
        { by: 'title', descending: false },
        { by: 'created', descending: true },
      ]);
    });

    it('continues after the cursor', async () => {
      const cursor = cursors.write('books -year', [1866, 7]) ?? '';
      await call(routes, 'listBooks', { query: { cursor, sort: '-year', limit: '5' } });
      expect(books.listAfter.args[0]?.[2]).to.deep.equal({ after: [1866, 7], limit: 5 });
    });

    it('refuses the cursor of another order', async () => {
      const query = { cursor: cursors.write('books year', [1866, 7]) ?? '', sort: '-year' };
      const codes = await codesOf(() => call(routes, 'listBooks', { query }));
      expect(codes).to.deep.equal(['request.cursor_invalid']);
      expect(books.listAfter.called).to.equal(false);
    });

    for (const query of [
      { sort: 'title,title' },
      { sort: 'title,-title' },
      { sort: '' },
      { fields: 'title,colour' },
      { limit: '201' },
      { genre: 'x' },
    ]) {
      it(`refuses ${JSON.stringify(query)} without a query`, async () => {
        const codes = await codesOf(() => call(routes, 'listBooks', { query }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(books.listAfter.called).to.equal(false);
      });
    }

    it('answers the books and, on the last page, no link', async () => {
      books.listAfter.resolves({ items: [aBook()], next: undefined });
      expect(await call(routes, 'listBooks')).to.deep.equal({
        status: 200,
        headers: {},
        body: { data: [shown], page: { nextCursor: null } },
      });
    });

    it('answers the cursor of the next page in the same order, and links to it', async () => {
      books.listAfter.resolves({ items: [aBook()], next: ['crime', 7] });
      const { headers, body } = await call(routes, 'listBooks', { query: { sort: 'title' } });
      const nextCursor = cursors.write('books title', ['crime', 7]);
      expect(body).to.have.nested.property('page.nextCursor', nextCursor);
      expect(headers).to.deep.equal({ Link: `</v2/books?sort=title&cursor=${nextCursor}>; rel="next"` });
    });

    it('answers only the requested fields, and the id', async () => {
      books.listAfter.resolves({ items: [aBook()], next: undefined });
      const { body } = await call(routes, 'listBooks', { query: { fields: 'title,year' } });
      const { id, title, year } = shown;
      expect(body).to.deep.include({ data: [{ id, title, year }] });
    });

    it('answers no total by default', async () => {
      await call(routes, 'listBooks', { query: { total: 'false' } });
      expect(books.count.called).to.equal(false);
    });

    it('answers the total of the same filter on request', async () => {
      books.count.withArgs({ subject: 'fiction' }).resolves(12);
      const { body } = await call(routes, 'listBooks', { query: { subject: 'fiction', total: 'true' } });
      expect(body).to.have.nested.property('page.total', 12);
    });
  });

  describe('getBook', () => {
    it('answers the book, and the ETag of its revision', async () => {
      books.view.withArgs(7).resolves(aBook());
      expect(await call(routes, 'getBook', { path: { id: toId('book', 7) } })).to.deep.equal({
        status: 200,
        headers: { ETag: '"r4-v2.0-3.2"' },
        body: shown,
      });
    });

    it('refuses an unknown book', async () => {
      const codes = await codesOf(() => call(routes, 'getBook', { path: { id: toId('book', 8) } }));
      expect(codes).to.deep.equal(['catalogue.book_not_found']);
    });

    it('queries the key 0 when the id is not the id of a book', async () => {
      await codesOf(() => call(routes, 'getBook', { path: { id: toId('copy', 7) } }));
      expect(books.view.args).to.deep.equal([[0]]);
    });
  });
});
