import { expect } from 'chai';
import { loanFields } from './records.js';
import { expectRefusal, visiting } from './visit.js';

visiting('borrows', (the) => {
  it('a copy for three weeks, to the end of the day', async () => {
    const copy = await the.shelve('Borrowed');
    const loan = await the.reader.lend({ copyBarcode: copy.barcode });
    expect(Object.keys(loan)).to.deep.equal(loanFields);
    expect(loan).to.deep.include({
      copyId: copy.id,
      copyBarcode: copy.barcode,
      bookId: copy.bookId,
      patronId: (await the.reader.me()).body.id,
      status: 'open',
      borrowedAt: '2026-12-01T09:30:00.000Z',
      dueAt: '2026-12-22T23:59:59.000Z',
      returnedAt: null,
      renewals: 0,
    });
    expect(await the.reader.loan(loan.id)).to.deep.equal(loan);
    expect((await the.passer.copy(copy.id)).body.status).to.equal('on_loan');
  });

  it('the same copy by a second scan, which changes nothing', async () => {
    const { barcode } = await the.shelve('Scanned twice');
    const loan = await the.reader.lend({ copyBarcode: barcode });
    expect(await the.reader.lend({ copyBarcode: barcode })).to.deep.equal(loan);
    expect((await the.reader.myLoans({ total: true })).page.total).to.equal(1);
  });

  it('once for a key, however often the request is sent', async () => {
    const { barcode } = await the.shelve('Sent twice');
    const key = `key-${barcode}`;
    const loan = await the.reader.lend({ copyBarcode: barcode }, key);
    await the.desk.giveBack(barcode);
    expect(await the.reader.lend({ copyBarcode: barcode }, key)).to.deep.equal(loan);
    expect((await the.passer.scan(barcode))?.status).to.equal('available');
    const { barcode: another } = await the.shelve('With the same key');
    const reused = the.reader.lend({ copyBarcode: another }, key);
    await expectRefusal(reused, 422, 'request.idempotency_key_reused');
  });

  it('and sees its loans page by page, the newest first', async () => {
    const titles = ['First', 'Second', 'Third'];
    const loans = [];
    for (const title of titles)
      loans.push(await the.reader.lend({ copyBarcode: (await the.shelve(title)).barcode }));
    const { data, page } = await the.reader.myLoans({ limit: 2 });
    expect(data).to.deep.equal([loans[2], loans[1]]);
    const rest = await the.reader.myLoans({ limit: 2, cursor: String(page.nextCursor) });
    expect(rest).to.deep.equal({ data: [loans[0]], page: { nextCursor: null } });
  });

  it('not what is already out, and hears every reason', async () => {
    const { barcode } = await the.shelve('Wanted by two');
    await (await the.newReader()).lend({ copyBarcode: barcode });
    const check = await the.reader.check({ copyBarcode: barcode });
    expect(check.allowed).to.equal(false);
    const { problem } = await expectRefusal(
      the.reader.lend({ copyBarcode: barcode }),
      409,
      'circulation.copy_on_loan',
    );
    expect(problem.blocks?.map(({ code }) => code)).to.deep.equal(check.blocks.map(({ code }) => code));
  });

  it('five books at most, unless a librarian gives a reason for more', async () => {
    for (let count = 0; count < 5; count++)
      await the.reader.lend({ copyBarcode: (await the.shelve('One of five')).barcode });
    const { barcode: copyBarcode } = await the.shelve('The sixth');
    const { id: patronId } = (await the.reader.me()).body;
    const { problem } = await expectRefusal(
      the.reader.lend({ copyBarcode }),
      409,
      'circulation.loan_limit_reached',
    );
    expect(problem.blocks?.[0]).to.include({ overridable: true, overridableBy: 'librarian' });
    const override = { reason: 'It is for the holidays.' };
    expect((await the.desk.lend({ copyBarcode, patronId, override })).patronId).to.equal(patronId);
  });

  it('nothing that is not there, and nothing for others', async () => {
    await expectRefusal(the.reader.lend({ copyBarcode: 'NOT-THERE' }), 404, 'catalogue.copy_not_found');
    await expectRefusal(the.reader.loan('loan_unknown'), 404, 'circulation.loan_not_found');
    const { barcode: copyBarcode } = await the.shelve('For another');
    const { id: patronId } = (await (await the.newReader()).me()).body;
    await expectRefusal(the.reader.lend({ copyBarcode, patronId }), 403, 'circulation.not_for_another');
  });

  it('neither sees nor touches what is lent to others', async () => {
    const other = await the.newReader();
    const loan = await other.lend({ copyBarcode: (await the.shelve('Of another')).barcode });
    for (const meddling of [the.reader.loan(loan.id), the.reader.renew(loan.id)]) {
      await expectRefusal(meddling, 404, 'circulation.loan_not_found');
    }
    await expectRefusal(the.reader.giveBack(loan.copyBarcode), 403, 'request.not_allowed');
    expect(await other.loan(loan.id)).to.deep.equal(loan);
  });
});

visiting('works at the desk', (the) => {
  it('lends to a patron, after a dry run that changes nothing', async () => {
    const { barcode: copyBarcode } = await the.shelve('Over the counter');
    const { id: patronId } = (await the.reader.me()).body;
    const check = await the.desk.check({ copyBarcode, patronId });
    expect(check).to.deep.equal({ allowed: true, dueAt: '2026-12-22T23:59:59.000Z', blocks: [] });
    expect((await the.passer.scan(copyBarcode))?.status).to.equal('available');
    const loan = await the.desk.lend({ copyBarcode, patronId });
    expect((await the.desk.loans({ patronId })).data).to.deep.equal([loan]);
  });

  it('takes a copy back, and once more by mistake', async () => {
    const { id, barcode } = await the.shelve('Back again');
    const loan = await the.reader.lend({ copyBarcode: barcode });
    const back = await the.desk.giveBack(barcode);
    const closed = { ...loan, status: 'closed', returnedAt: '2026-12-01T09:30:00.000Z' };
    const copy = { id, barcode, status: 'available' };
    expect(back).to.deep.equal({ loan: closed, alreadyReturned: false, next: 'shelf', copy });
    expect(await the.desk.giveBack(barcode)).to.deep.equal({ ...back, alreadyReturned: true });
    await expectRefusal(the.reader.renew(loan.id), 409, 'circulation.loan_closed');
  });
});

visiting('comes back later', (the) => {
  it('with a token that has run out, refreshes it, and finds a loan overdue', async () => {
    const loan = await the.reader.lend({ copyBarcode: (await the.shelve('Forgotten')).barcode });
    the.head.daysGoBy(25);
    await expectRefusal(the.reader.me(), 401, 'request.token_invalid');
    await the.reader.refresh();
    expect(await the.reader.loan(loan.id)).to.deep.equal({ ...loan, status: 'overdue' });
    expect((await the.reader.myLoans({ status: 'overdue' })).data).to.have.lengthOf(1);
    expect((await the.reader.myLoans({ dueBefore: '2026-12-24T00:00:00Z' })).data).to.have.lengthOf(1);
  });
});

visiting('keeps a copy longer', (the) => {
  it('twice, each time from the present day', async () => {
    const loan = await the.reader.lend({ copyBarcode: (await the.shelve('A thick one')).barcode });
    the.head.daysGoBy(10);
    await the.again(the.reader);
    const renewed = await the.reader.renew(loan.id);
    expect(renewed).to.deep.equal({ ...loan, dueAt: '2027-01-01T23:59:59.000Z', renewals: 1 });
    await expectRefusal(the.reader.renew(loan.id), 409, 'circulation.renewal_too_early');
    the.head.daysGoBy(10);
    await the.again(the.reader);
    expect((await the.reader.renew(loan.id)).renewals).to.equal(2);
    await expectRefusal(the.reader.renew(loan.id), 409, 'circulation.renewal_limit_reached');
  });
});
