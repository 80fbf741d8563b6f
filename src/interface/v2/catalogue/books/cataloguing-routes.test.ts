import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian } from '../../../../../test/support/callers.js';
import { aBook } from '../../../../../test/support/catalogue/catalogue-views.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import type { BookQueries } from '../../../../application/catalogue/book-queries.js';
import { bookRefusals, BookService } from '../../../../application/catalogue/book-service.js';
import { blankDetails } from '../../../../application/catalogue/views.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { toId } from '../../ids.js';
import { CataloguingRoutes } from './cataloguing-routes.js';

/** All fields of the body for a book. */
const fullBody = {
  title: 'Crime and Punishment',
  subtitle: 'A Novel in Six Parts',
  contributors: [{ name: 'Fyodor Dostoevsky', role: 'author' }],
  isbn: '978-0-14-305814-4',
  publisher: 'Penguin Classics',
  year: 1866,
  language: 'en',
  subjects: ['fiction', 'crime'],
  description: 'A student kills, and cannot live with it.',
};

describe('The cataloguing routes of v2', () => {
  let service: SinonStubbedInstance<BookService>;
  let books: SinonStubbedInstance<BookQueries>;
  let routes: CataloguingRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(BookService);
    service.add.resolves(7);
    books = stubOf<BookQueries>('view');
    books.view.withArgs(7).resolves(aBook());
    routes = new CataloguingRoutes(service, books);
  });
  afterEach(() => sinon.restore());

  it('are for librarians', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(3).fill('librarian'));
  });

  describe('addBook', () => {
    it('adds the book with all fields of the body, and no copies', async () => {
      await call(routes, 'addBook', { body: fullBody, caller: aLibrarian });
      expect(service.add.args).to.deep.equal([[{ ...blankDetails, ...fullBody }, 0]]);
    });

    for (const lists of [{}, { contributors: null, subjects: null }]) {
      it(`adds a book with only a title, its lists sent as ${JSON.stringify(lists)}`, async () => {
        await call(routes, 'addBook', { body: { title: 'Beowulf', ...lists }, caller: aLibrarian });
        expect(service.add.args).to.deep.equal([[{ ...blankDetails, title: 'Beowulf' }, 0]]);
      });
    }

    for (const body of [{}, { title: null }, { title: 'x', copies: 1 }, { title: 'x', contributors: [1] }]) {
      it(`refuses the body ${JSON.stringify(body)}`, async () => {
        const codes = await codesOf(() => call(routes, 'addBook', { body, caller: aLibrarian }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(service.add.called).to.equal(false);
      });
    }

    it('answers 201 with the stored book, its Location, and its ETag', async () => {
      const { status, headers, body } = await call(routes, 'addBook', { body: fullBody, caller: aLibrarian });
      expect(status).to.equal(201);
      expect(headers).to.deep.equal({ Location: `/v2/books/${toId('book', 7)}`, ETag: '"r4-v2.0-3.2"' });
      expect(body).to.include({ id: toId('book', 7), isbn13: '9780143058144' });
    });

    it('passes on every refusal of the service', async () => {
      service.add.rejects(new Refusal(bookRefusals.add));
      const codes = await codesOf(() => call(routes, 'addBook', { body: fullBody, caller: aLibrarian }));
      expect(codes).to.deep.equal(bookRefusals.add.map(({ code }) => code));
    });
  });

  describe('editBook', () => {
    const parts = { path: { id: toId('book', 7) }, body: {}, ifMatch: '"r4-v2.0-3.2"', caller: aLibrarian };

    it('changes the book of the path, if it is in the revision that If-Match names', async () => {
      await call(routes, 'editBook', parts);
      expect(service.revise.args[0]?.[0]).to.equal(7);
      expect(service.revise.args[0]?.[2]).to.deep.equal({ expectedRevision: 4 });
    });

    for (const body of [fullBody, { subtitle: null }, {}]) {
      it(`changes only the fields that are sent: ${Object.keys(body).join(', ')}`, async () => {
        await call(routes, 'editBook', { ...parts, body });
        expect(service.revise.args[0]?.[1](aBook())).to.deep.equal(body);
      });
    }

    it('empties the lists that are null', async () => {
      await call(routes, 'editBook', { ...parts, body: { contributors: null, subjects: null } });
      expect(service.revise.args[0]?.[1](aBook())).to.deep.equal({ contributors: [], subjects: [] });
    });

    it('refuses a change without If-Match', async () => {
      const { ifMatch: _ifMatch, ...others } = parts;
      const codes = await codesOf(() => call(routes, 'editBook', others));
      expect(codes).to.deep.equal(['request.precondition_required']);
      expect(service.revise.called).to.equal(false);
    });

    it('expects the revision 0, which no book has, for a foreign ETag', async () => {
      await call(routes, 'editBook', { ...parts, ifMatch: '"abc"' });
      expect(service.revise.args[0]?.[2]).to.deep.equal({ expectedRevision: 0 });
    });

    it('passes on every refusal of the service', async () => {
      const reasons = [...bookRefusals.edit, ...bookRefusals.stale] as const;
      service.revise.rejects(new Refusal(reasons));
      const codes = await codesOf(() => call(routes, 'editBook', parts));
      expect(codes).to.deep.equal(reasons.map(({ code }) => code));
    });

    it('answers the changed book, with its new ETag', async () => {
      service.revise.callsFake(async () => {
        books.view.withArgs(7).resolves(aBook({ year: 1867, revision: 5 }));
      });
      const { status, headers, body } = await call(routes, 'editBook', { ...parts, body: { year: 1867 } });
      expect([status, headers]).to.deep.equal([200, { ETag: '"r5-v2.0-3.2"' }]);
      expect(body).to.include({ year: 1867 });
    });

    it('refuses when the book is deleted before it can be shown', async () => {
      books.view.withArgs(7).resolves(undefined);
      expect(await codesOf(() => call(routes, 'editBook', parts))).to.deep.equal([
        'catalogue.book_not_found',
      ]);
    });
  });

  describe('withdrawBook', () => {
    const parts = { path: { id: toId('book', 7) }, caller: aLibrarian };

    it('deletes the book of the path, in any revision without If-Match', async () => {
      await call(routes, 'withdrawBook', parts);
      expect(service.withdraw.args).to.deep.equal([[7, undefined]]);
    });

    it('deletes it only in the revision that If-Match names', async () => {
      await call(routes, 'withdrawBook', { ...parts, ifMatch: '"r4-v2.0-3.2"' });
      expect(service.withdraw.args).to.deep.equal([[7, 4]]);
    });

    it('answers 204 and no body', async () => {
      const reply = await call(routes, 'withdrawBook', parts);
      expect(reply).to.deep.equal({ status: 204, headers: {}, body: undefined });
    });

    it('passes on every refusal of the service', async () => {
      const reasons = [...bookRefusals.withdraw, ...bookRefusals.stale] as const;
      service.withdraw.rejects(new Refusal(reasons));
      const codes = await codesOf(() => call(routes, 'withdrawBook', parts));
      expect(codes).to.deep.equal(reasons.map(({ code }) => code));
    });
  });
});
