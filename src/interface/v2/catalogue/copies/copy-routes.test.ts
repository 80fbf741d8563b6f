import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aBook, aCopy } from '../../../../../test/support/catalogue/catalogue-views.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import type { BookQueries } from '../../../../application/catalogue/book-queries.js';
import type { CopyQueries } from '../../../../application/catalogue/copy-queries.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { toId } from '../../ids.js';
import { CopyRoutes } from './copy-routes.js';

/** `aCopy()` as v2 shows it. */
const shown = {
  id: toId('copy', 11),
  bookId: toId('book', 7),
  barcode: 'C00000011',
  status: 'available',
  kind: 'short_loan',
  callNumber: '891.73 DOS',
  shelf: 'Novels 4',
  createdAt: '2026-12-01T09:30:00.000Z',
};

describe('The copy routes of v2', () => {
  const cursors = new Cursors(['a secret of this test']);
  let copies: SinonStubbedInstance<CopyQueries>;
  let books: SinonStubbedInstance<BookQueries>;
  let routes: CopyRoutes;

  beforeEach(() => {
    copies = stubOf<CopyQueries>('view', 'ofBook', 'byBarcode');
    books = stubOf<BookQueries>('view');
    routes = new CopyRoutes(copies, books, cursors);
  });
  afterEach(() => sinon.restore());

  it('are public', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(3).fill('anonymous'));
  });

  describe('listCopies', () => {
    const parts = { path: { id: toId('book', 7) } };

    beforeEach(() => {
      books.view.withArgs(7).resolves(aBook());
      copies.ofBook.resolves({ items: [aCopy()], next: undefined });
    });

    it('queries the first twenty copies of the book', async () => {
      await call(routes, 'listCopies', parts);
      expect(copies.ofBook.args).to.deep.equal([[7, { after: undefined, limit: 20 }]]);
    });

    it('refuses an unknown book', async () => {
      const codes = await codesOf(() => call(routes, 'listCopies', { path: { id: toId('book', 8) } }));
      expect(codes).to.deep.equal(['catalogue.book_not_found']);
      expect(copies.ofBook.called).to.equal(false);
    });

    it('continues after the cursor', async () => {
      const query = { cursor: cursors.write('copies of 7', [11]) ?? '', limit: '5' };
      await call(routes, 'listCopies', { ...parts, query });
      expect(copies.ofBook.args).to.deep.equal([[7, { after: [11], limit: 5 }]]);
    });

    it('refuses the cursor of another book', async () => {
      const query = { cursor: cursors.write('copies of 8', [11]) ?? '' };
      const codes = await codesOf(() => call(routes, 'listCopies', { ...parts, query }));
      expect(codes).to.deep.equal(['request.cursor_invalid']);
    });

    it('answers the copies and, on the last page, no link', async () => {
      expect(await call(routes, 'listCopies', parts)).to.deep.equal({
        status: 200,
        headers: {},
        body: { data: [shown], page: { nextCursor: null } },
      });
    });

    it('answers the cursor of the next page, and links to it', async () => {
      copies.ofBook.resolves({ items: [aCopy()], next: [11] });
      const { headers, body } = await call(routes, 'listCopies', parts);
      const nextCursor = cursors.write('copies of 7', [11]);
      expect(body).to.deep.include({ page: { nextCursor } });
      const link = `</v2/books/${toId('book', 7)}/copies?cursor=${nextCursor}>; rel="next"`;
      expect(headers).to.deep.equal({ Link: link });
    });
  });

  describe('findCopies', () => {
    it('answers a list of the one copy with the barcode', async () => {
      copies.byBarcode.withArgs('C00000011').resolves(aCopy());
      expect(await call(routes, 'findCopies', { query: { barcode: 'C00000011' } })).to.deep.equal({
        status: 200,
        headers: {},
        body: { data: [shown], page: { nextCursor: null } },
      });
    });

    it('answers an empty list for an unknown barcode', async () => {
      copies.byBarcode.resolves(undefined);
      const { status, body } = await call(routes, 'findCopies', { query: { barcode: 'C00000012' } });
      expect(status).to.equal(200);
      expect(body).to.deep.equal({ data: [], page: { nextCursor: null } });
    });

    it('refuses a request without a barcode', async () => {
      const codes = await codesOf(() => call(routes, 'findCopies'));
      expect(codes).to.deep.equal(['request.validation_failed']);
      expect(copies.byBarcode.called).to.equal(false);
    });
  });

  describe('getCopy', () => {
    it('answers the copy, and the ETag of its revision', async () => {
      copies.view.withArgs(11).resolves(aCopy());
      expect(await call(routes, 'getCopy', { path: { id: toId('copy', 11) } })).to.deep.equal({
        status: 200,
        headers: { ETag: '"r2-v2.0"' },
        body: shown,
      });
    });

    it('returns null for a missing call number and shelf', async () => {
      copies.view.resolves(aCopy({ callNumber: null, shelf: null }));
      const { body } = await call(routes, 'getCopy', { path: { id: toId('copy', 11) } });
      expect(body).to.include({ callNumber: null, shelf: null });
    });

    it('refuses an unknown copy', async () => {
      const codes = await codesOf(() => call(routes, 'getCopy', { path: { id: toId('copy', 12) } }));
      expect(codes).to.deep.equal(['catalogue.copy_not_found']);
    });

    it('queries the key 0 when the id is not the id of a copy', async () => {
      await codesOf(() => call(routes, 'getCopy', { path: { id: toId('book', 11) } }));
      expect(copies.view.args).to.deep.equal([[0]]);
    });
  });
});
