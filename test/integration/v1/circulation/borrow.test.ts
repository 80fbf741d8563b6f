import { expect } from 'chai';
import sql from 'sql-template-tag';
import { openDesk, type Desk } from './desk.js';

describe('POST /v1/loans', () => {
  let desk: Desk;
  let book: number;
  before(async () => (desk = await openDesk()));
  after(() => desk.stop());
  beforeEach(async () => (book = await desk.addBook({ title: 'Some book' }, 1)));

  const copiesOut = async (id = book) =>
    (
      await desk.rows<{ n: number }>(sql`
      select count(*)::int as n from copy where book_id = ${id} and status = 'on_loan'`)
    )[0]?.n;

  it('lends a free copy until the end of the day three weeks later', async () => {
    const patron = await desk.addMember();
    const { status, body, headers } = await desk.borrow(book, patron);
    expect(status).to.equal(201);
    expect(body).to.deep.equal({
      id: body.id,
      book_id: book,
      user_id: patron.id,
      status: 'open',
      borrowed_at: '2026-12-01T09:30:00.000Z',
      due_date: '2026-12-22T23:59:59.000Z',
      returned_at: null,
      renewals: 0,
    });
    expect(headers.get('location')).to.equal(`/v1/loans/${body.id}`);
    expect((await desk.show(body.id, patron)).body).to.deep.equal(body);
    expect(await copiesOut()).to.equal(1);
  });

  it('takes any free copy, and each only once', async () => {
    const several = await desk.addBook({}, 4);
    await desk.rows(sql`update copy set status = 'in_repair'
      where id = (select min(id) from copy where book_id = ${several})`);
    const patron = await desk.addMember();
    const loans = [await desk.lend(several, patron), await desk.lend(several, patron)];
    const last = await desk.lend(several, patron);
    const copies = await desk.rows<{ copy: number }>(sql`
      select distinct copy_id as copy from loan where id = any(${[...loans, last].map(({ id }) => id)})`);
    expect(copies).to.have.length(3);
    expect((await desk.borrow(several, patron)).body.code).to.equal('circulation.no_copy_available');
  });

  it('lends to another patron for a librarian or admin, and to the librarian or admin when they name no patron', async () => {
    const reader = await desk.addMember();
    for (const role of ['librarian', 'admin'] as const) {
      const staff = await desk.addMember({ role });
      const [one, another] = [await desk.addBook({}), await desk.addBook({})];
      expect((await desk.borrow(one, staff, reader.id)).body.user_id, role).to.equal(reader.id);
      expect((await desk.borrow(another, staff)).body.user_id, role).to.equal(staff.id);
    }
  });

  it('lends to a patron who names themselves, and refuses one who names another', async () => {
    const [patron, other] = [await desk.addMember(), await desk.addMember()];
    for (const stranger of [other.id, 987_654_321, 0]) {
      const { status, body } = await desk.borrow(book, patron, stranger);
      expect([status, body.code]).to.deep.equal([403, 'circulation.not_for_another']);
    }
    expect((await desk.borrow(987_654_321, patron, other.id)).status).to.equal(403);
    expect((await desk.borrow(book, patron, patron.id)).status).to.equal(201);
  });

  const beyond = [0, -1, 987_654_321, Number.MAX_SAFE_INTEGER, 2 ** 63, Number.MAX_VALUE];
  for (const id of beyond) {
    it(`answers 404 for a book or a user with the id ${id}`, async () => {
      const unknownBook = await desk.borrow(id);
      expect([unknownBook.status, unknownBook.body.code]).to.deep.equal([404, 'catalogue.book_not_found']);
      const unknownUser = await desk.borrow(book, desk.librarian, id);
      expect([unknownUser.status, unknownUser.body.code]).to.deep.equal([404, 'accounts.patron_not_found']);
      expect(await copiesOut()).to.equal(0);
    });
  }

  it('answers 404 for a deleted book and for a closed account', async () => {
    const gone = await desk.addMember();
    await desk.api.delete('/v1/users/me', { token: gone.token });
    const toNobody = await desk.borrow(book, desk.librarian, gone.id);
    expect([toNobody.status, toNobody.body.code]).to.deep.equal([404, 'accounts.patron_not_found']);
    await desk.api.delete(`/v1/books/${book}`, { token: desk.librarian.token });
    const nothing = await desk.borrow(book);
    expect([nothing.status, nothing.body.code]).to.deep.equal([404, 'catalogue.book_not_found']);
  });

  it('answers 409 for a book without copies', async () => {
    const { status, body } = await desk.borrow(await desk.addBook({}, 0));
    expect([status, body.code]).to.deep.equal([409, 'circulation.no_copy_available']);
  });

  for (const [what, json, fields] of [
    ['nothing', {}, ['book_id']],
    ['null', { book_id: null, user_id: null }, ['book_id', 'user_id']],
    ['texts', { book_id: '1', user_id: '1' }, ['book_id', 'user_id']],
    ['fractions', { book_id: 1.5, user_id: 0.1 }, ['book_id', 'user_id']],
    ['lists', { book_id: [1], user_id: {} }, ['book_id', 'user_id']],
    ['unknown fields', { book_id: 1, copy_id: 3, due_date: '2030-01-01' }, ['copy_id', 'due_date']],
  ] as const) {
    it(`answers 400 to ${what}`, async () => {
      const { status, body } = await desk.api.post('/v1/loans', { token: desk.librarian.token, json });
      expect([status, body.code]).to.deep.equal([400, 'request.validation_failed']);
      expect(Object.keys(body.errors)).to.have.members(fields);
    });
  }

  it('requires a token', async () => {
    const { status, body } = await desk.api.post('/v1/loans', { json: { book_id: book } });
    expect([status, body.message]).to.deep.equal([401, 'Token is missing']);
    expect(await copiesOut()).to.equal(0);
  });

  it('lends the only copy to one of forty patrons who request it at the same moment, and refuses the others correctly', async () => {
    const patrons = await Promise.all(Array.from({ length: 40 }, () => desk.addMember()));
    const answers = await Promise.all(patrons.map((patron) => desk.borrow(book, patron)));
    const outcomes = answers.map(({ status, body }) => (status === 201 ? 'lent' : body.code));
    const expected = ['lent', ...Array(39).fill('circulation.no_copy_available')];
    expect(outcomes).to.have.members(expected);
    expect(await copiesOut()).to.equal(1);
  });

  it('lends the forty copies of a book to forty patrons at the same moment', async () => {
    const many = await desk.addBook({}, 40);
    const patrons = await Promise.all(Array.from({ length: 40 }, () => desk.addMember()));
    const answers = await Promise.all(patrons.map((patron) => desk.borrow(many, patron)));
    expect(answers.map(({ status }) => status)).to.deep.equal(Array(40).fill(201));
    expect(await copiesOut(many)).to.equal(40);
  });
});
