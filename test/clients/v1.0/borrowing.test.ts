import { expect } from 'chai';
import { loanFields } from './records.js';
import { expectRefusal, visiting } from './visit.js';

visiting('borrows', (the) => {
  it('any free copy, for three weeks, to the end of the day', async () => {
    const book = await the.shelve('Borrowed');
    const loan = await the.reader.borrow(book.id);
    expect(Object.keys(loan)).to.deep.equal(loanFields);
    expect(loan).to.deep.include({
      book_id: book.id,
      user_id: (await the.reader.me()).id,
      status: 'open',
      borrowed_at: '2026-12-01T09:30:00.000Z',
      due_date: '2026-12-22T23:59:59.000Z',
      returned_at: null,
      renewals: 0,
    });
    expect(await the.reader.loan(loan.id)).to.deep.equal(loan);
    expect(await the.passer.book(book.id)).to.include({ copies: 1, available_copies: 0 });
  });

  it('sees its own loans, the newest first', async () => {
    const first = await the.reader.borrow((await the.shelve('First')).id);
    const second = await the.reader.borrow((await the.shelve('Second')).id);
    expect(await the.reader.myLoans()).to.deep.equal({ items: [second, first], total: 2, next: undefined });
    const { items, next } = await the.reader.myLoans({ per_page: 1 });
    expect({ items, next }).to.deep.equal({ items: [second], next: 2 });
    expect((await the.reader.loans()).items).to.deep.equal([second, first]);
    const { body } = await the.reader.http.post('/v1/loans/{id}/return', { path: { id: first.id } });
    expect(body.status).to.equal('closed');
    expect((await the.reader.myLoans({ status: 'open' })).items).to.deep.equal([second]);
  });

  it('brings a book back, and once more by mistake', async () => {
    const book = await the.shelve('Back again');
    const loan = await the.reader.borrow(book.id);
    const back = await the.reader.giveBack(loan.id);
    expect(Object.keys(back)).to.deep.equal([...loanFields, 'already_returned']);
    const closed = { ...loan, status: 'closed', returned_at: '2026-12-01T09:30:00.000Z' };
    expect(back).to.deep.equal({ ...closed, already_returned: false });
    expect(await the.reader.giveBack(loan.id)).to.deep.equal({ ...closed, already_returned: true });
    expect(await the.passer.book(book.id)).to.include({ available_copies: 1 });
    await expectRefusal(the.reader.renew(loan.id), 409, 'circulation.loan_closed');
  });

  it('gets no copy where none is free', async () => {
    const book = await the.shelve('Wanted by two');
    await (await the.newReader()).borrow(book.id);
    const error = await expectRefusal(the.reader.borrow(book.id), 409, 'circulation.no_copy_available');
    expect(error.message).to.be.a('string');
  });

  it('has five books at most', async () => {
    const book = await the.shelve('Six of them', 6);
    for (let count = 0; count < 5; count++) await the.reader.borrow(book.id);
    await expectRefusal(the.reader.borrow(book.id), 409, 'circulation.loan_limit_reached');
  });

  it('gets nothing that is not there', async () => {
    await expectRefusal(the.reader.borrow(999_999_999), 404, 'catalogue.book_not_found');
    await expectRefusal(the.reader.loan(999_999_999), 404, 'circulation.loan_not_found');
  });

  it('neither sees nor touches what is lent to others', async () => {
    const other = await the.newReader();
    const loan = await other.borrow((await the.shelve('Of another')).id);
    for (const meddling of [
      the.reader.loan(loan.id),
      the.reader.renew(loan.id),
      the.reader.giveBack(loan.id),
    ]) {
      await expectRefusal(meddling, 404, 'circulation.loan_not_found');
    }
    expect(await other.loan(loan.id)).to.deep.equal(loan);
  });

  it('is lent something at the desk, and nobody else borrows for it', async () => {
    const { id } = await the.reader.me();
    const book = await the.shelve('Over the counter', 2);
    expect(await the.desk.borrow(book.id, id)).to.include({ user_id: id, book_id: book.id });
    expect((await the.desk.loans({ user_id: id })).total).to.equal(1);
    await expectRefusal((await the.newReader()).borrow(book.id, id), 403, 'circulation.not_for_another');
  });
});

visiting('comes back later', (the) => {
  it('to a token that has run out, and a loan that is overdue', async () => {
    const loan = await the.reader.borrow((await the.shelve('Forgotten')).id);
    the.head.daysGoBy(30);
    await expectRefusal(the.reader.me(), 401, 'request.token_invalid');
    await the.again(the.reader);
    expect(await the.reader.loan(loan.id)).to.deep.equal({ ...loan, status: 'overdue' });
    expect((await the.reader.myLoans({ status: 'overdue' })).total).to.equal(1);
  });
});

visiting('keeps a book longer', (the) => {
  it('twice, each time from the present day', async () => {
    const loan = await the.reader.borrow((await the.shelve('A thick one')).id);
    the.head.daysGoBy(10);
    await the.again(the.reader);
    const renewed = await the.reader.renew(loan.id);
    expect(renewed).to.deep.equal({ ...loan, due_date: '2027-01-01T23:59:59.000Z', renewals: 1 });
    await expectRefusal(the.reader.renew(loan.id), 409, 'circulation.renewal_too_early');
    the.head.daysGoBy(10);
    await the.again(the.reader);
    expect((await the.reader.renew(loan.id)).renewals).to.equal(2);
    await expectRefusal(the.reader.renew(loan.id), 409, 'circulation.renewal_limit_reached');
  });
});
