import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf, refusalOf } from '../../../test/support/refusal-of.js';
import { BookService } from './book-service.js';
import { emma, FakeShelf } from './shelf.fake.js';

describe('The book service', () => {
  let shelf: FakeShelf;
  let service: BookService;

  beforeEach(() => {
    shelf = new FakeShelf();
    service = new BookService(shelf.work, shelf.books, shelf.copies, shelf.audit, shelf.clock);
  });

  describe('adding a book', () => {
    it('stores it and returns its id', async () => {
      const id = await service.add(emma, 0);
      expect(shelf.books.stored).to.have.lengthOf(1);
      expect(shelf.books.stored[0]).to.deep.include({ ...emma, id, createdAt: shelf.now });
    });

    it('makes the given number of copies of the standard kind, each with a unique barcode', async () => {
      const id = await service.add(emma, 2);
      const made = shelf.copies.stored.map(({ bookId, barcode, kind, status }) => [
        bookId,
        barcode,
        kind,
        status,
      ]);
      expect(made).to.deep.equal([
        [id, 'C1', 'standard', 'available'],
        [id, 'C2', 'standard', 'available'],
      ]);
    });

    it('records it once, with the number of its copies', async () => {
      const id = await service.add(emma, 2);
      expect(shelf.recorded).to.deep.equal([['catalogue.book_added', id, { copies: 2 }]]);
    });

    for (const [code, details] of [
      ['catalogue.isbn_invalid', { isbn: '978-0-8044-2957-4' }],
      ['catalogue.language_invalid', { language: 'English' }],
    ] as const) {
      it(`refuses with ${code}, and stores nothing`, async () => {
        expect(await codesOf(() => service.add({ ...emma, ...details }, 1))).to.deep.equal([code]);
        expect([...shelf.books.stored, ...shelf.copies.stored, ...shelf.recorded]).to.deep.equal([]);
      });
    }

    it('stores one book when the database has the job run again', async () => {
      shelf.work.failAtCommit(1);
      await service.add(emma, 2);
      expect([shelf.books.stored.length, shelf.copies.stored.length, shelf.recorded.length]).to.deep.equal([
        1, 2, 1,
      ]);
    });
  });

  describe('revising a book', () => {
    it('changes the given fields, with the book locked, and records their names', async () => {
      const book = shelf.given();
      await service.revise(1, () => ({ language: 'en', year: 1816 }));
      expect(book).to.deep.include({ ...emma, language: 'en', year: 1816, updatedAt: shelf.now });
      expect(shelf.work.locks).to.deep.equal(['book 1']);
      expect(shelf.recorded).to.deep.equal([
        ['catalogue.book_revised', 1, { changed: ['language', 'year'] }],
      ]);
    });

    it('computes the changes from the current book', async () => {
      const book = shelf.given();
      await service.revise(1, ({ title }) => ({ title: `${title}, a novel` }));
      expect(book.title).to.equal('Emma, a novel');
    });

    it('computes them again when the database has the job run again', async () => {
      const book = shelf.given();
      shelf.work.failAtCommit(1);
      await service.revise(1, ({ title }) => ({ title: `${title}!` }));
      expect(book.title).to.equal('Emma!');
    });

    it('records nothing when nothing changed', async () => {
      shelf.given('available');
      await service.revise(1, () => ({ year: 1815 }), { copies: 1 });
      expect(shelf.recorded).to.deep.equal([]);
    });

    it('refuses an invalid ISBN and an invalid language, without effect', async () => {
      const book = shelf.given();
      const isbn = () => service.revise(1, () => ({ title: 'Persuasion', isbn: '123' }));
      const language = () => service.revise(1, () => ({ title: 'Persuasion', language: 'English' }));
      expect([await codesOf(isbn), await codesOf(language)]).to.deep.equal([
        ['catalogue.isbn_invalid'],
        ['catalogue.language_invalid'],
      ]);
      expect(book.title).to.equal('Emma');
    });

    it('refuses a change based on an older revision', async () => {
      shelf.given();
      const job = () => service.revise(1, () => ({ year: 1816 }), { expectedRevision: 2 });
      expect(await codesOf(job)).to.deep.equal(['catalogue.book_changed']);
    });

    it('does not find an unknown or deleted book', async () => {
      shelf.given();
      await service.withdraw(1);
      for (const id of [1, 99]) {
        const job = () => service.revise(id, () => ({ year: 1816 }));
        expect(await codesOf(job)).to.deep.equal(['catalogue.book_not_found']);
      }
    });
  });

  describe('setting the number of copies', () => {
    const setTo = (copies: number): Promise<void> => service.revise(1, () => ({}), { copies });

    it('makes the missing ones, and records that the copies were changed', async () => {
      shelf.given('on_loan', 'withdrawn');
      await setTo(3);
      expect(shelf.statuses).to.deep.equal(['on_loan', 'withdrawn', 'available', 'available']);
      expect(shelf.recorded).to.deep.equal([['catalogue.book_revised', 1, { changed: ['copies'] }]]);
    });

    it('withdraws the newest of the free ones, and none in use', async () => {
      shelf.given('available', 'available', 'on_loan', 'in_repair');
      await setTo(3);
      expect(shelf.statuses).to.deep.equal(['available', 'withdrawn', 'on_loan', 'in_repair']);
    });

    it('does not change the copies of other books', async () => {
      shelf.given('available');
      shelf.given('available');
      await setTo(0);
      expect(shelf.statuses).to.deep.equal(['withdrawn', 'available']);
    });

    it('is refused for a number below the copies in use, and names the field', async () => {
      shelf.given('available', 'on_loan');
      const refusal = await refusalOf(() => setTo(0));
      expect(refusal.code).to.equal('catalogue.copies_in_use');
      expect(Object.keys(refusal.fields ?? {})).to.deep.equal(['copies']);
      expect(shelf.statuses).to.deep.equal(['available', 'on_loan']);
    });

    it('locks the book before its copies', async () => {
      shelf.given('available', 'available');
      await setTo(1);
      expect(shelf.work.locks).to.deep.equal(['book 1', 'copy 1', 'copy 2']);
    });
  });

  describe('deleting a book', () => {
    it('withdraws it and all its copies, with the book locked before them', async () => {
      const book = shelf.given('available', 'missing');
      await service.withdraw(1);
      expect(book.withdrawnAt).to.equal(shelf.now);
      expect(shelf.statuses).to.deep.equal(['withdrawn', 'withdrawn']);
      expect(shelf.work.locks).to.deep.equal(['book 1', 'copy 1', 'copy 2']);
    });

    it('records the number of withdrawn copies', async () => {
      shelf.given('available', 'withdrawn');
      await service.withdraw(1);
      expect(shelf.recorded).to.deep.equal([['catalogue.book_withdrawn', 1, { copies: 1 }]]);
    });

    it('is refused while a copy is on loan, without effect', async () => {
      const book = shelf.given('available', 'on_loan');
      expect(await codesOf(() => service.withdraw(1))).to.deep.equal(['catalogue.book_on_loan']);
      expect(book.withdrawnAt).to.equal(null);
      expect(shelf.statuses).to.deep.equal(['available', 'on_loan']);
    });

    it('is refused when based on an older revision', async () => {
      shelf.given();
      expect(await codesOf(() => service.withdraw(1, 2))).to.deep.equal(['catalogue.book_changed']);
    });

    it('does not find a book that was deleted before', async () => {
      shelf.given();
      await service.withdraw(1);
      expect(await codesOf(() => service.withdraw(1))).to.deep.equal(['catalogue.book_not_found']);
    });
  });
});
