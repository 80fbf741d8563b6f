import { expect } from 'chai';
import { bookFields, crime } from './records.js';
import { expectRefusal, visiting } from './visit.js';

visiting('keeps the catalogue', (the) => {
  it('adds a book and is shown it, field by field', async () => {
    const book = await the.desk.addBook(crime);
    expect(Object.keys(book)).to.deep.equal(bookFields);
    const now = '2026-12-01T09:30:00.000Z';
    expect(book).to.deep.include({ ...crime, available_copies: 2, created_at: now, updated_at: now });
    expect(await the.passer.book(book.id)).to.deep.equal(book);
  });

  it('adds a book of which only the title is known', async () => {
    const book = await the.shelve('Beowulf');
    const { id, title, created_at: _created, updated_at: _updated, ...rest } = book;
    expect({ id, title }).to.deep.equal({ id: book.id, title: 'Beowulf' });
    const unknown = { author: null, isbn: null, genre: null, year: null, publisher: null };
    const numbers = { copies: 1, available_copies: 1 };
    expect(rest).to.deep.equal({ ...unknown, language: null, description: null, ...numbers });
  });

  it('is told where the new book is to be found', async () => {
    const { status, headers, body } = await the.desk.http.post('/v1/books', { body: crime });
    expect(status).to.equal(201);
    expect(headers.get('location')).to.equal(`/v1/books/${body.id}`);
  });

  it('changes only what it sends', async () => {
    const book = await the.desk.addBook(crime);
    const revised = await the.desk.reviseBook(book.id, { year: -700, genre: null });
    expect(revised).to.deep.equal({ ...book, year: -700, genre: null });
    expect(await the.passer.book(book.id)).to.deep.equal(revised);
  });

  it('sends back what it was shown, and changes nothing', async () => {
    const book = await the.desk.addBook(crime);
    const { id, title, author, isbn, genre, year, publisher, language, description, copies } = book;
    const same = { title, author, isbn, genre, year, publisher, language, description, copies };
    expect(await the.desk.reviseBook(id, same)).to.deep.equal(book);
  });

  it('adds copies and takes them away, but none that is out', async () => {
    const book = await the.shelve('Many copies', 3);
    await the.reader.borrow(book.id);
    expect(await the.desk.reviseBook(book.id, { copies: 5 })).to.include({ copies: 5, available_copies: 4 });
    expect(await the.desk.reviseBook(book.id, { copies: 1 })).to.include({ copies: 1, available_copies: 0 });
    await expectRefusal(the.desk.reviseBook(book.id, { copies: 0 }), 409, 'catalogue.copies_in_use');
  });

  it('gives up a book, but not one that is out', async () => {
    const book = await the.shelve('Given up');
    const loan = await the.reader.borrow(book.id);
    await expectRefusal(the.desk.deleteBook(book.id), 409, 'catalogue.book_on_loan');
    await the.reader.giveBack(loan.id);
    expect(await the.desk.deleteBook(book.id)).to.deep.equal({ status: 'Success', id: book.id });
    for (const gone of [the.passer.book(book.id), the.desk.deleteBook(book.id)]) {
      await expectRefusal(gone, 404, 'catalogue.book_not_found');
    }
  });

  it('hears what is wrong with a book', async () => {
    const wrong = { title: '', isbn: '978-0-14-305814-5', year: 3_000, language: 'English', copies: -1 };
    const error = await expectRefusal(the.desk.addBook(wrong), 400, 'request.validation_failed');
    expect(error.refusal.errors).to.have.all.keys('title', 'isbn', 'year', 'language', 'copies');
  });

  it('may do so as a librarian only', async () => {
    await expectRefusal(the.passer.addBook(crime), 401, 'request.token_missing');
    await expectRefusal(the.reader.addBook(crime), 403, 'request.not_allowed');
  });
});
