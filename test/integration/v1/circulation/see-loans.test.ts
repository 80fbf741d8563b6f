import { expect } from 'chai';
import type { Member } from '../../../support/library.js';
import { linksOf } from '../../../support/link.js';
import { openDesk, type Desk, type Loan } from './desk.js';

describe('The loans that GET /v1/loans shows', () => {
  let desk: Desk;
  let [ada, ben]: Member[] = [];
  const books: number[] = [];
  const ids: Record<'adaClosed' | 'adaOverdue' | 'adaOpen' | 'benOverdue' | 'benOpen', number> = {
    adaClosed: 0,
    adaOverdue: 0,
    adaOpen: 0,
    benOverdue: 0,
    benOpen: 0,
  };

  before(async () => {
    desk = await openDesk();
    [ada, ben] = [await desk.addMember(), await desk.addMember()];
    for (let n = 0; n < 2; n++) books.push(await desk.addBook({}, 5));
    const [first = 0, second = 0] = books;
    ids.adaClosed = (await desk.lend(first, ada)).id;
    ids.adaOverdue = (await desk.lend(first, ada)).id;
    ids.benOverdue = (await desk.lend(second, ben)).id;
    await desk.bringBack(ids.adaClosed, ada);
    desk.clock.advance({ days: 30 });
    ids.adaOpen = (await desk.lend(second, ada)).id;
    ids.benOpen = (await desk.lend(first, ben)).id;
  });
  after(() => desk.stop());

  const list = (query: string, who?: Member) => desk.api.get(`/v1/loans${query}`, { token: who?.token });
  const seen = async (query: string, who?: Member): Promise<number[]> => {
    const { status, body } = await list(query, who);
    expect(status, JSON.stringify(body)).to.equal(200);
    return (body as Loan[]).map(({ id }) => id);
  };
  type Name = keyof typeof ids;
  const all: Name[] = ['benOpen', 'adaOpen', 'benOverdue', 'adaOverdue', 'adaClosed'];

  it('are all loans for a librarian and an admin, newest first', async () => {
    const admin = await desk.addMember({ role: 'admin' });
    const expected = all.map((name) => ids[name]);
    expect(await seen('', desk.librarian)).to.deep.equal(expected);
    expect(await seen('', admin)).to.deep.equal(expected);
  });

  it('are their own for a patron, newest first', async () => {
    expect(await seen('', ada)).to.deep.equal([ids.adaOpen, ids.adaOverdue, ids.adaClosed]);
    expect(await seen('', ben)).to.deep.equal([ids.benOpen, ids.benOverdue]);
    expect(await seen('', desk.patron)).to.deep.equal([]);
  });

  it('have the current status of each loan', async () => {
    const { body } = await list('', ada);
    expect((body as Loan[]).map(({ status }) => status)).to.deep.equal(['open', 'overdue', 'closed']);
  });

  const cases: [string, 'librarian' | 'ada', (b: number[], a: number, z: number) => string, Name[]][] = [
    ['open ones', 'librarian', () => '?status=open', ['benOpen', 'adaOpen', 'benOverdue', 'adaOverdue']],
    ['overdue ones', 'librarian', () => '?status=overdue', ['benOverdue', 'adaOverdue']],
    ['closed ones', 'librarian', () => '?status=closed', ['adaClosed']],
    ['open ones of their own', 'ada', () => '?status=open', ['adaOpen', 'adaOverdue']],
    ['overdue ones of their own', 'ada', () => '?status=overdue', ['adaOverdue']],
    ['those of a user', 'librarian', (_, a) => `?user_id=${a}`, ['adaOpen', 'adaOverdue', 'adaClosed']],
    ['those of a book', 'librarian', ([b]) => `?book_id=${b}`, ['benOpen', 'adaOverdue', 'adaClosed']],
    ['their own of a book', 'ada', ([b]) => `?book_id=${b}`, ['adaOverdue', 'adaClosed']],
    [
      'those of a user, a book and a status',
      'librarian',
      ([b], a) => `?user_id=${a}&book_id=${b}&status=overdue`,
      ['adaOverdue'],
    ],
    ['those of a patron who names themselves', 'ada', (_, a) => `?user_id=${a}&status=closed`, ['adaClosed']],
    ['none for a patron who names another', 'ada', (_, _a, z) => `?user_id=${z}`, []],
    [
      'none for a patron who names another and a status',
      'ada',
      (_, _a, z) => `?user_id=${z}&status=open`,
      [],
    ],
    ['none of an unknown user', 'librarian', () => '?user_id=987654321', []],
    ['none of a user beyond the range of ids', 'librarian', () => `?user_id=${'9'.repeat(30)}`, []],
    ['none of a book beyond the range of ids', 'librarian', () => '?book_id=-1', []],
  ];
  for (const [what, who, query, expected] of cases) {
    it(`can be ${what}`, async () => {
      const asked = query(books, ada?.id ?? 0, ben?.id ?? 0);
      const answer = await list(asked, who === 'ada' ? ada : desk.librarian);
      expect((answer.body as Loan[]).map(({ id }) => id)).to.deep.equal(expected.map((name) => ids[name]));
      expect(answer.headers.get('x-total-count')).to.equal(String(expected.length));
    });
  }

  it('are listed in pages, with links and a count of those that the caller may see', async () => {
    const first = await list('?per_page=2', ada);
    expect([first.body.length, first.headers.get('x-total-count')]).to.deep.equal([2, '3']);
    const second = await desk.api.get(linksOf(first)['next'] ?? '', { token: ada?.token });
    expect((second.body as Loan[]).map(({ id }) => id)).to.deep.equal([ids.adaClosed]);
    expect(linksOf(second)).to.have.all.keys('first', 'prev', 'last');
  });

  for (const query of [
    'status=late',
    'status=',
    'status=open&status=closed',
    'user_id=me',
    'user_id=',
    'book_id=1.5',
  ]) {
    it(`refuses ${query}`, async () => {
      const { status, body } = await list(`?${query}`, desk.librarian);
      expect(status).to.equal(400);
      expect(Object.keys(body.errors)).to.deep.equal([query.split('=')[0]]);
    });
  }

  it('require a token', async () => {
    expect((await list('')).status).to.equal(401);
    expect((await desk.api.get('/v1/users/me/loans')).status).to.equal(401);
    expect((await desk.api.get(`/v1/loans/${ids.adaOpen}`)).status).to.equal(401);
  });

  it('are never cached for another caller', async () => {
    const { headers } = await list('', ada);
    expect(headers.get('x-cache')).to.equal(null);
    expect(headers.get('cache-control')).to.include('private');
  });

  it('are shown singly to their own patron and to librarians; other callers get 404', async () => {
    expect((await desk.show(ids.adaOpen, ada)).body).to.include({ id: ids.adaOpen, user_id: ada?.id });
    expect((await desk.show(ids.adaOpen, desk.librarian)).body.id).to.equal(ids.adaOpen);
    for (const id of [ids.adaOpen, ids.adaOverdue, ids.adaClosed, 987_654_321, '9'.repeat(30), 0, -1]) {
      for (const act of ['show', 'bringBack', 'renew'] as const) {
        const { status, body } = await desk[act](id, ben);
        expect([status, body.code]).to.deep.equal([404, 'circulation.loan_not_found']);
      }
    }
    expect((await desk.show(ids.adaOpen, ada)).body).to.include({ status: 'open', renewals: 0 });
  });

  for (const act of ['show', 'bringBack', 'renew'] as const) {
    it(`answers 400 to ${act} for an invalid id`, async () => {
      const { status, body } = await desk[act]('first', ada);
      expect([status, Object.keys(body.errors)]).to.deep.equal([400, ['id']]);
    });
  }

  describe('under /v1/users/me/loans', () => {
    const mine = async (query: string, who?: Member) =>
      (await desk.api.get(`/v1/users/me/loans${query}`, { token: who?.token })).body as Loan[];

    it("are the caller's own, for a patron and for a librarian", async () => {
      expect((await mine('', ada)).map(({ id }) => id)).to.deep.equal([
        ids.adaOpen,
        ids.adaOverdue,
        ids.adaClosed,
      ]);
      expect(await mine('', desk.librarian)).to.deep.equal([]);
    });

    it('can be filtered by status, and are never those of another patron, whatever the filter', async () => {
      expect((await mine('?status=overdue', ada)).map(({ id }) => id)).to.deep.equal([ids.adaOverdue]);
      const others = await mine(`?user_id=${ben?.id}&status=closed`, ada);
      expect(others.map(({ id }) => id)).to.deep.equal([ids.adaClosed]);
    });
  });
});
