import { expect } from 'chai';
import sql from 'sql-template-tag';
import type { Member } from '../../../support/library.js';
import { openDesk, type Desk, type Loan } from './desk.js';

describe('POST /v1/loans/:id/return', () => {
  let desk: Desk;
  let patron: Member;
  let book: number;
  let loan: Loan;
  before(async () => (desk = await openDesk()));
  after(() => desk.stop());
  beforeEach(async () => {
    [patron, book] = [await desk.addMember(), await desk.addBook({})];
    loan = await desk.lend(book, patron);
    desk.clock.advance({ days: 1 });
  });

  const state = () => desk.rows(sql`select * from loan, copy where copy.id = loan.copy_id order by loan.id`);

  it('closes the loan and makes the copy available', async () => {
    const { status, body } = await desk.bringBack(loan.id, patron);
    const returned = { ...loan, status: 'closed', returned_at: desk.clock.now().toISOString() };
    expect(status).to.equal(200);
    expect(body).to.deep.equal({ ...returned, already_returned: false });
    expect((await desk.show(loan.id, patron)).body).to.deep.equal(returned);
    expect((await desk.api.get(`/v1/books/${book}`)).body.available_copies).to.equal(1);
  });

  it('is allowed to a librarian and an admin for every patron', async () => {
    expect((await desk.bringBack(loan.id, desk.librarian)).body.already_returned).to.equal(false);
    const next = await desk.lend(book, patron);
    const admin = await desk.addMember({ role: 'admin' });
    expect((await desk.bringBack(next.id, admin)).body).to.include({ user_id: patron.id, status: 'closed' });
  });

  it('reports the second time that the book was returned before, and changes nothing', async () => {
    const first = await desk.bringBack(loan.id, patron);
    const before = await state();
    desk.clock.advance({ days: 1 });
    const events = await desk.auditOf(async () => {
      for (const who of [patron, desk.librarian]) {
        const { status, body } = await desk.bringBack(loan.id, who);
        expect(status).to.equal(200);
        expect(body).to.deep.equal({ ...first.body, already_returned: true });
      }
    });
    expect(await state()).to.deep.equal(before);
    expect(events).to.deep.equal([]);
  });

  it("does not affect the copy's next loan when the old loan is returned again", async () => {
    await desk.bringBack(loan.id, patron);
    const next = await desk.lend(book);
    const before = await state();
    expect((await desk.bringBack(loan.id, patron)).body).to.include({
      already_returned: true,
      status: 'closed',
    });
    expect(await state()).to.deep.equal(before);
    expect((await desk.show(next.id)).body).to.deep.equal(next);
    expect((await desk.borrow(book, patron)).body.code).to.equal('circulation.no_copy_available');
  });

  it('counts once when forty clients scan it at the same moment', async () => {
    const events = await desk.auditOf(async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, () => desk.bringBack(loan.id, patron)));
      expect(answers.map(({ status }) => status)).to.deep.equal(Array(40).fill(200));
      expect(answers.filter(({ body }) => !body.already_returned)).to.have.length(1);
      expect(new Set(answers.map(({ body }) => body.returned_at)).size).to.equal(1);
    });
    expect(events.map(({ action }) => action).toSorted()).to.deep.equal([
      'catalogue.copy_moved',
      'circulation.loan_returned',
    ]);
  });

  it('is allowed to a patron who is blocked, expired or overdue', async () => {
    await desk.rows(sql`
      update patron set expires_at = '2020-01-01', blocks = '[{"reason":"Late","until":null}]'
      where id = ${patron.id}`);
    desk.clock.advance({ days: 60 });
    expect((await desk.show(loan.id, patron)).body.status).to.equal('overdue');
    expect((await desk.bringBack(loan.id, patron)).body).to.include({
      status: 'closed',
      already_returned: false,
    });
  });

  it('requires a token', async () => {
    expect((await desk.api.post(`/v1/loans/${loan.id}/return`)).status).to.equal(401);
  });
});
