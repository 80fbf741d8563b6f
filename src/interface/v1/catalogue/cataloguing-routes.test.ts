import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian } from '../../../../test/support/callers.js';
import { aBook } from '../../../../test/support/catalogue/catalogue-views.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { BookQueries } from '../../../application/catalogue/book-queries.js';
import { bookRefusals, BookService } from '../../../application/catalogue/book-service.js';
import { blankDetails, type BookDetails } from '../../../application/catalogue/views.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { v2Id } from '../ids-in-v2.js';
import { CataloguingRoutes } from './cataloguing-routes.js';

/** All fields of the body of a v1 client. */
const fullBody = {
  title: 'Crime and Punishment',
  author: 'Fyodor Dostoevsky',
  isbn: '978-0-14-305814-4',
  genre: 'fiction',
  year: 1866,
  publisher: 'Penguin Classics',
  language: 'en',
  description: 'A student kills, and cannot live with it.',
};

describe('The cataloguing routes of v1', () => {
  let service: SinonStubbedInstance<BookService>;
  let books: SinonStubbedInstance<BookQueries>;
  let routes: CataloguingRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(BookService);
    books = stubOf<BookQueries>('view');
    books.view.withArgs(7).resolves(aBook());
    routes = new CataloguingRoutes(service, books);
  });
  afterEach(() => sinon.restore());

  it('are for librarians', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(3).fill('librarian'));
  });

  describe('addBook', () => {
    beforeEach(() => {
      service.add.resolves(7);
    });

    it('adds the book with all fields of the body, in the terms of the catalogue', async () => {
      await call(routes, 'addBook', { body: { ...fullBody, copies: 2 }, caller: aLibrarian });
      const { author, genre, ...same } = fullBody;
      const contributors = [{ name: author, role: 'author' }];
      expect(service.add.args).to.deep.equal([
        [{ ...blankDetails, ...same, contributors, subjects: [genre] }, 2],
      ]);
    });

    it('adds a book with only a title, and one copy', async () => {
      await call(routes, 'addBook', { body: { title: 'Beowulf' }, caller: aLibrarian });
      expect(service.add.args).to.deep.equal([[{ ...blankDetails, title: 'Beowulf' }, 1]]);
    });

    for (const body of [{}, { title: null }, { title: 'x', copies: -1 }, { title: 'x', isbn: '123' }]) {
      it(`refuses the body ${JSON.stringify(body)}`, async () => {
        const codes = await codesOf(() => call(routes, 'addBook', { body, caller: aLibrarian }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(service.add.called).to.equal(false);
      });
    }

    it('answers 201 with the stored book, and its Location', async () => {
      const { status, headers, body } = await call(routes, 'addBook', { body: fullBody, caller: aLibrarian });
      expect([status, headers]).to.deep.equal([201, { Location: '/v1/books/7' }]);
      expect(body).to.include({ id: 7, isbn13: '9780143058144', copies: 3, available_copies: 2 });
    });

    it('passes on every refusal of the service', async () => {
      service.add.rejects(new Refusal(bookRefusals.add));
      const codes = await codesOf(() => call(routes, 'addBook', { body: fullBody, caller: aLibrarian }));
      expect(codes).to.deep.equal(bookRefusals.add.map(({ code }) => code));
    });
  });

  describe('reviseBook', () => {
    /** The changes of a book when v1 sends this body. */
    async function changesOf(body: object, present: BookDetails): Promise<Partial<BookDetails> | undefined> {
      await call(routes, 'reviseBook', { path: { id: '7' }, body, caller: aLibrarian });
      return service.revise.args[0]?.[1](present);
    }

    it('changes the book of the path, and sets the number of its copies', async () => {
      await call(routes, 'reviseBook', { path: { id: '7' }, body: { copies: 5 }, caller: aLibrarian });
      expect(service.revise.args[0]?.[0]).to.equal(7);
      expect(service.revise.args[0]?.[2]).to.deep.equal({ copies: 5, expectedRevision: undefined });
    });

    it('does not change the number of copies when none is sent', async () => {
      await call(routes, 'reviseBook', { path: { id: '7' }, body: { year: 1867 }, caller: aLibrarian });
      expect(service.revise.args[0]?.[2]?.copies).to.equal(undefined);
    });

    it('changes only the fields that are sent', async () => {
      const body = {
        title: 'Crime',
        isbn: null,
        year: -20,
        publisher: 'P',
        language: 'ru',
        description: null,
      };
      expect(await changesOf(body, aBook())).to.deep.equal(body);
    });

    it('changes nothing when the shown author and genre are sent back', async () => {
      const body = { author: 'Fyodor Dostoevsky', genre: 'fiction' };
      expect(await changesOf(body, aBook())).to.deep.equal({});
    });

    it('replaces the authors with another one, and keeps the other contributors', async () => {
      expect(await changesOf({ author: 'F. Dostoevsky' }, aBook())).to.deep.equal({
        contributors: [
          { name: 'F. Dostoevsky', role: 'author' },
          { name: 'Constance Garnett', role: 'translator' },
        ],
      });
    });

    it('removes the authors when the author is null, and keeps the other contributors', async () => {
      expect(await changesOf({ author: null }, aBook())).to.deep.equal({
        contributors: [{ name: 'Constance Garnett', role: 'translator' }],
      });
    });

    it('replaces the first subject with another genre, and keeps the other subjects', async () => {
      expect(await changesOf({ genre: 'novel' }, aBook())).to.deep.equal({ subjects: ['novel', 'crime'] });
    });

    it('removes the first subject when the genre is null', async () => {
      expect(await changesOf({ genre: null }, aBook())).to.deep.equal({ subjects: ['crime'] });
    });

    it('answers the changed book', async () => {
      service.revise.callsFake(async () => {
        books.view.withArgs(7).resolves(aBook({ year: 1867 }));
      });
      const parts = { path: { id: '7' }, body: { year: 1867 }, caller: aLibrarian };
      const { status, headers, body } = await call(routes, 'reviseBook', parts);
      expect([status, headers]).to.deep.equal([200, { ETag: '"r4-v1.0-3.2"' }]);
      expect(body).to.include({ id: 7, year: 1867 });
    });

    it('refuses when the book is deleted before it can be shown', async () => {
      const parts = { path: { id: '8' }, body: {}, caller: aLibrarian };
      expect(await codesOf(() => call(routes, 'reviseBook', parts))).to.deep.equal([
        'catalogue.book_not_found',
      ]);
    });
  });

  describe('deleteBook', () => {
    const parts = { path: { id: '7' }, caller: aLibrarian };

    it('deletes the book of the path, in any revision without If-Match', async () => {
      await call(routes, 'deleteBook', parts);
      expect(service.withdraw.args).to.deep.equal([[7, undefined]]);
    });

    it('confirms it, with the id', async () => {
      const reply = await call(routes, 'deleteBook', parts);
      expect(reply).to.deep.equal({
        status: 200,
        headers: {},
        body: { status: 'Success', id: 7, v2_id: v2Id('book', 7) },
      });
    });

    it('passes on every refusal of the service', async () => {
      service.withdraw.rejects(new Refusal(bookRefusals.withdraw));
      const codes = await codesOf(() => call(routes, 'deleteBook', parts));
      expect(codes).to.deep.equal(bookRefusals.withdraw.map(({ code }) => code));
    });
  });
});
