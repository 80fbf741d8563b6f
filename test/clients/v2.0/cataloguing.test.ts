import { expect } from 'chai';
import { bookFields, copyFields, crime } from './records.js';
import { expectRefusal, visiting } from './visit.js';

visiting('keeps the catalogue', (the) => {
  it('adds a book and is shown it, field by field', async () => {
    const { body, tag } = await the.desk.addBook(crime);
    expect(Object.keys(body)).to.deep.equal(bookFields);
    const now = '2026-12-01T09:30:00.000Z';
    expect(body).to.deep.include({ ...crime, subtitle: null, isbn13: '9780143058144', createdAt: now });
    expect(await the.passer.book(body.id)).to.deep.equal({ body, tag });
  });

  it('is told where the new book is to be found', async () => {
    const { status, headers, body } = await the.desk.http.post('/v2/books', { body: { title: 'Beowulf' } });
    expect(status).to.equal(201);
    const location = headers.get('location') ?? '';
    const response = await fetch(the.head.url + location);
    expect(((await response.json()) as { id: string }).id).to.equal(body.id);
    expect(body).to.deep.include({ contributors: [], subjects: [], isbn: null, year: null });
  });

  it('changes only what it sends, and null removes a value', async () => {
    const { body, tag } = await the.desk.addBook(crime);
    const { body: revised } = await the.desk.editBook(body.id, { year: -700, publisher: null }, tag);
    expect(revised).to.deep.equal({ ...body, year: -700, publisher: null });
    expect((await the.passer.book(body.id)).body).to.deep.equal(revised);
  });

  it('never over a state that it has not seen', async () => {
    const { body, tag } = await the.desk.addBook(crime);
    const { tag: newer } = await the.desk.editBook(body.id, { title: 'By one' }, tag);
    await expectRefusal(
      the.desk.editBook(body.id, { title: 'By another' }, tag),
      412,
      'catalogue.book_changed',
    );
    const unseen = the.desk.http.patch('/v2/books/{id}', { path: { id: body.id }, body: { title: 'Blind' } });
    await expectRefusal(unseen, 428, 'request.precondition_required');
    expect((await the.desk.editBook(body.id, { title: 'By another' }, newer)).body.title).to.equal(
      'By another',
    );
  });

  it('gives up a book, but not one that is out', async () => {
    const { bookId, barcode } = await the.shelve('Given up');
    await the.reader.lend({ copyBarcode: barcode });
    await expectRefusal(the.desk.withdrawBook(bookId), 409, 'catalogue.book_on_loan');
    await the.desk.giveBack(barcode);
    await the.desk.withdrawBook(bookId);
    await expectRefusal(the.passer.book(bookId), 404, 'catalogue.book_not_found');
  });

  it('hears what is wrong with a book', async () => {
    const wrong = { title: '', isbn: '978-0-14-305814-5', year: 3_000, language: 'English' };
    const { problem } = await expectRefusal(the.desk.addBook(wrong), 400, 'request.validation_failed');
    const pointers = problem.errors?.map(({ pointer }) => pointer);
    expect(pointers).to.include.members(['/title', '/isbn', '/year', '/language']);
  });

  it('may do so as a librarian only', async () => {
    await expectRefusal(the.passer.addBook(crime), 401, 'request.token_missing');
    await expectRefusal(the.reader.addBook(crime), 403, 'request.not_allowed');
  });
});

visiting('keeps copies', (the) => {
  it('adds one, and finds it by its barcode in any case', async () => {
    const { id: bookId } = await the.newBook('Of one copy');
    const { body } = await the.desk.addCopy(bookId, { kind: 'standard', shelf: 'Novels 4' });
    expect(Object.keys(body)).to.deep.equal(copyFields);
    expect(body).to.include({ bookId, status: 'available', kind: 'standard', shelf: 'Novels 4' });
    expect(await the.passer.scan(` ${body.barcode.toLowerCase()} `)).to.deep.equal(body);
    expect(await the.passer.copies(bookId)).to.deep.equal([body]);
    expect(await the.passer.scan('NOT-THERE')).to.equal(undefined);
  });

  it('gives no barcode twice', async () => {
    const { bookId, barcode } = await the.shelve('The first');
    const twin = the.desk.addCopy(bookId, { kind: 'standard', barcode: barcode.toLowerCase() });
    await expectRefusal(twin, 409, 'catalogue.barcode_taken');
  });

  it('puts one on another shelf, and sends one to repair', async () => {
    const { id, bookId } = await the.shelve('Loose');
    const { tag } = await the.desk.copy(id);
    expect((await the.desk.editCopy(id, { shelf: 'Novels 5' }, tag)).body).to.include({
      bookId,
      shelf: 'Novels 5',
    });
    expect((await the.desk.moveCopy(id, 'in_repair')).status).to.equal('in_repair');
    await expectRefusal(the.desk.moveCopy(id, 'on_loan'), 409, 'catalogue.copy_state_invalid');
    expect((await the.desk.moveCopy(id, 'available')).status).to.equal('available');
  });
});
