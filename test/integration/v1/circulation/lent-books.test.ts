import { expect } from 'chai';
import { openDesk, type Desk, type Loan } from './desk.js';

describe('A book with a copy on loan', () => {
  let desk: Desk;
  let book: number;
  let loan: Loan;
  const staff = (json?: unknown) => ({ token: desk.librarian.token, json });
  const found = async (query: string): Promise<number[]> =>
    ((await desk.api.get(`/v1/books?${query}`)).body as { id: number }[]).map(({ id }) => id);

  before(async () => (desk = await openDesk()));
  after(() => desk.stop());
  beforeEach(async () => {
    book = await desk.addBook({ title: 'Lent' }, 2);
    loan = await desk.lend(book, desk.librarian);
  });

  it('has one free copy less until the return', async () => {
    const counts = async () => {
      const { copies, available_copies } = (await desk.api.get(`/v1/books/${book}`)).body;
      return [copies, available_copies];
    };
    expect(await counts()).to.deep.equal([2, 1]);
    await desk.bringBack(loan.id, desk.librarian);
    expect(await counts()).to.deep.equal([2, 2]);
  });

  it('is available while another copy is free, and not when the last is on loan', async () => {
    expect(await found('available=true&title=lent')).to.include(book);
    const last = await desk.lend(book, desk.librarian);
    expect(await found('available=true&title=lent')).to.not.include(book);
    expect(await found('available=false&title=lent')).to.include(book);
    await desk.bringBack(last.id, desk.librarian);
    expect(await found('available=true&title=lent')).to.include(book);
  });

  it('is updated in every list and search at once, after a loan and after a return', async () => {
    for (const path of ['/v1/books?title=lent', '/v1/books/search?q=lent', '/v1/books/popular']) {
      const cache = async () => (await desk.api.get(path)).headers.get('x-cache');
      await cache();
      expect(await cache(), path).to.equal('HIT');
      const next = await desk.lend(book, desk.librarian);
      expect(await cache(), `${path} after a loan`).to.equal('MISS');
      expect(await cache(), path).to.equal('HIT');
      await desk.bringBack(next.id, desk.librarian);
      expect(await cache(), `${path} after a return`).to.equal('MISS');
      expect(await cache(), path).to.equal('HIT');
      await desk.bringBack(next.id, desk.librarian);
      expect(await cache(), `${path} after a second return`).to.equal('HIT');
    }
  });

  it('cannot have fewer copies than are on loan', async () => {
    const { status, body } = await desk.api.put(`/v1/books/${book}`, staff({ copies: 0 }));
    expect([status, body.code]).to.deep.equal([409, 'catalogue.copies_in_use']);
    expect((await desk.api.put(`/v1/books/${book}`, staff({ copies: 1 }))).body).to.include({
      copies: 1,
      available_copies: 0,
    });
  });

  it('cannot be deleted, and the attempt withdraws none of its copies', async () => {
    const events = await desk.auditOf(async () => {
      const { status, body } = await desk.api.delete(`/v1/books/${book}`, staff());
      expect([status, body.code]).to.deep.equal([409, 'catalogue.book_on_loan']);
    });
    expect(events).to.deep.equal([]);
    expect((await desk.api.get(`/v1/books/${book}`)).body).to.include({ copies: 2, available_copies: 1 });
  });

  it('can be deleted after the return, and stays in the history of loans', async () => {
    await desk.bringBack(loan.id, desk.librarian);
    expect((await desk.api.delete(`/v1/books/${book}`, staff())).status).to.equal(200);
    const { status, body } = await desk.show(loan.id, desk.librarian);
    expect([status, body.book_id, body.status]).to.deep.equal([200, book, 'closed']);
    const history = (await desk.api.get(`/v1/loans?book_id=${book}`, staff())).body as Loan[];
    expect(history.map(({ id }) => id)).to.deep.equal([loan.id]);
  });

  it('is either lent or deleted when both are requested at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const last = await desk.addBook({ title: 'Last' }, 1);
      const patron = await desk.addMember();
      const [lent, removed] = await Promise.all([
        desk.borrow(last, patron),
        desk.api.delete(`/v1/books/${last}`, staff()),
      ]);
      expect(`${lent.status} ${removed.status}`).to.be.oneOf(['201 409', '404 200']);
    }
  });
});
