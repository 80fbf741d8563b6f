import { expect } from 'chai';
import sql from 'sql-template-tag';
import type { Member } from '../../../support/library.js';
import { openDesk, type Desk } from './desk.js';

describe('The audit of the loans', () => {
  let desk: Desk;
  let book: number;
  let copy: number;
  before(async () => (desk = await openDesk()));
  after(() => desk.stop());
  beforeEach(async () => {
    book = await desk.addBook({});
    const [row] = await desk.rows<{ id: number }>(sql`select id from copy where book_id = ${book}`);
    copy = row?.id ?? 0;
  });

  const post = (path: string, { token }: Member, json?: unknown) =>
    desk.api.post(path, { token, json, headers: { 'X-Request-Id': 'desk-7' } });
  const by = ({ id }: Member, role: string) => ({ actor: id, role, request: 'desk-7' });
  const moved = (status: string) => ({
    action: 'catalogue.copy_moved',
    subject: `copy ${copy}`,
    details: { status, bookId: book },
  });

  it('records a loan once and its copy once', async () => {
    let id = 0;
    const events = await desk.auditOf(async () => {
      id = (await post('/v1/loans', desk.patron, { book_id: book })).body.id as number;
    });
    const actor = by(desk.patron, 'patron');
    const details = { copyId: copy, bookId: book, dueAt: '2026-12-22T23:59:59.000Z' };
    expect(events).to.have.deep.members([
      { ...actor, action: 'circulation.loan_opened', subject: `loan ${id}`, details },
      { ...actor, ...moved('on_loan') },
    ]);
  });

  it('names the librarian who lent it, not the patron', async () => {
    const events = await desk.auditOf(() =>
      post('/v1/loans', desk.librarian, { book_id: book, user_id: desk.patron.id }),
    );
    expect(events).to.have.length(2);
    for (const event of events) expect(event).to.include(by(desk.librarian, 'librarian'));
    expect(JSON.stringify(events.map(({ details }) => details))).to.not.match(/patron/i);
  });

  it('records a renewal once', async () => {
    const { id } = await desk.lend(book, desk.librarian);
    desk.clock.advance({ days: 1 });
    const events = await desk.auditOf(() => post(`/v1/loans/${id}/renew`, desk.librarian));
    desk.clock.advance({ days: -1 });
    const details = { copyId: copy, bookId: book, dueAt: '2026-12-23T23:59:59.000Z' };
    expect(events).to.deep.equal([
      {
        ...by(desk.librarian, 'librarian'),
        action: 'circulation.loan_renewed',
        subject: `loan ${id}`,
        details,
      },
    ]);
  });

  it('records a return once and its copy once', async () => {
    const { id } = await desk.lend(book, desk.librarian);
    const events = await desk.auditOf(() => post(`/v1/loans/${id}/return`, desk.librarian));
    const actor = by(desk.librarian, 'librarian');
    const details = { copyId: copy, bookId: book, dueAt: '2026-12-22T23:59:59.000Z' };
    expect(events).to.have.deep.members([
      { ...actor, action: 'circulation.loan_returned', subject: `loan ${id}`, details },
      { ...actor, ...moved('available') },
    ]);
  });

  it('records nothing for a request that was refused, invalid or repeated, and of a read by staff only the read', async () => {
    const { id } = await desk.lend(book, desk.librarian);
    const closed = await desk.lend(await desk.addBook({}), desk.librarian);
    await desk.bringBack(closed.id, desk.librarian);
    const events = await desk.auditOf(async () => {
      await post('/v1/loans', desk.patron, { book_id: book });
      await post('/v1/loans', desk.patron, { book_id: book, user_id: desk.librarian.id });
      await post('/v1/loans', desk.patron, { book_id: 'x' });
      await post('/v1/loans', desk.patron, { book_id: 987_654_321 });
      await post(`/v1/loans/${id}/return`, desk.patron);
      await post(`/v1/loans/${id}/renew`, desk.patron);
      await post(`/v1/loans/${closed.id}/return`, desk.librarian);
      await post(`/v1/loans/${closed.id}/renew`, desk.librarian);
      await desk.api.get('/v1/loans', desk.librarian);
      await desk.show(id, desk.librarian);
    });
    expect(events.map(({ action }) => action)).to.deep.equal(['circulation.loans_read']);
  });
});
