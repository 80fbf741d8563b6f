import { expect } from 'chai';
import { toId } from '../../../../src/interface/v2/ids.js';
import type { Member } from '../../../support/library.js';
import { openDesk, type Desk, type DeskCopy } from './desk.js';

describe('The list of loans in /v2', () => {
  let desk: Desk;
  let ann: Member;
  let bob: Member;
  let copies: DeskCopy[];
  let loans: string[];

  /** Ann: closed, overdue, open. Bob: open. */
  before(async () => {
    desk = await openDesk();
    [ann, bob] = [await desk.addMember(), await desk.addMember()];
    copies = await Promise.all([1, 2, 3, 4].map(() => desk.addCopy()));
    loans = [];
    for (const [index, copy] of copies.entries()) {
      if (index === 2) desk.clock.advance({ days: 30 });
      loans.push((await desk.lend(copy, index === 3 ? bob : ann)).id);
      if (index === 0) await desk.bringBack(copy);
    }
  });
  after(() => desk.stop());

  const listed = async (path: string, who: Member) => {
    const { status, body } = await desk.get(path, who);
    expect(status, JSON.stringify(body)).to.equal(200);
    return (body.data as { id: string }[]).map(({ id }) => loans.indexOf(id));
  };

  it('shows a patron their own loans, newest first, and a librarian all loans', async () => {
    expect(await listed('/v2/loans', ann)).to.deep.equal([2, 1, 0]);
    expect(await listed('/v2/loans', desk.librarian)).to.deep.equal([3, 2, 1, 0]);
    expect(await listed('/v2/me/loans', bob)).to.deep.equal([3]);
    expect(await listed('/v2/me/loans', desk.librarian)).to.deep.equal([]);
  });

  it('shows a single loan, but a patron only their own', async () => {
    const { status, body } = await desk.get(`/v2/loans/${loans[1]}`, ann);
    expect(status).to.equal(200);
    expect(body).to.include({ id: loans[1], status: 'overdue', copyBarcode: copies[1]?.barcode });
    expect((await desk.get(`/v2/loans/${loans[1]}`, desk.librarian)).body).to.deep.equal(body);
    for (const path of [loans[3], '3', 'loan_', toId('patron', 1)]) {
      const { status: none, body: problem } = await desk.get(`/v2/loans/${path}`, ann);
      expect([none, problem.code]).to.deep.equal([404, 'circulation.loan_not_found']);
    }
  });

  const filters: [string, () => string, number[]][] = [
    ['open ones, overdue ones among them', () => 'status=open', [3, 2, 1]],
    ['overdue ones', () => 'status=overdue', [1]],
    ['closed ones', () => 'status=closed', [0]],
    ['those of a patron', () => `patronId=${toId('patron', ann.id)}`, [2, 1, 0]],
    ['those of a book', () => `bookId=${copies[2]?.bookId}`, [2]],
    ['those of a copy', () => `copyId=${copies[3]?.id}`, [3]],
    ['those due before a moment', () => 'dueBefore=2026-12-23T00:00:00Z', [1, 0]],
    [
      'those due before it in another time zone',
      () => `dueBefore=${encodeURIComponent('2026-12-23T01:00:00+02:00')}`,
      [],
    ],
    ['several filters at once', () => `status=open&dueBefore=2027-01-01T00:00:00Z`, [1]],
    ['none of an id that names nothing', () => 'patronId=3', []],
    ['none of an id of another type', () => `copyId=${copies[3]?.bookId}`, []],
  ];
  for (const [what, query, expected] of filters) {
    it(`finds ${what}`, async () => {
      expect(await listed(`/v2/loans?${query()}`, desk.librarian)).to.deep.equal(expected);
    });
  }

  it('shows a patron no loan of another patron with any filter', async () => {
    expect(await listed(`/v2/loans?patronId=${toId('patron', bob.id)}`, ann)).to.deep.equal([]);
    expect(await listed(`/v2/loans?copyId=${copies[3]?.id}`, ann)).to.deep.equal([]);
    expect((await desk.get(`/v2/me/loans?patronId=${toId('patron', bob.id)}`, ann)).status).to.equal(400);
  });

  it('refuses invalid filter values, and unknown parameters', async () => {
    const days = ['2026-12-23', 'x', '2026-13-01T00:00:00Z', '2026-12-23T00:00:00', '2026-12-23T00:00:60Z'];
    const queries = ['status=lost', 'limit=0', 'limit=201', 'limit=x', 'total=yes', 'page=1', 'cursor=x'];
    for (const query of [...queries, ...days.map((day) => `dueBefore=${day}`), 'status=open&status=open']) {
      const { status } = await desk.get(`/v2/loans?${query}`, desk.librarian);
      expect(status, query).to.equal(400);
    }
  });

  it('neither repeats nor misses a loan on its pages, also when one is made meanwhile', async () => {
    const first = await desk.get('/v2/loans?limit=2&total=true', desk.librarian);
    expect(first.body.page.total).to.equal(4);
    const { nextCursor } = first.body.page;
    const [, next = ''] = /^<(.*)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    expect(new URL(next, desk.url).searchParams.get('cursor')).to.equal(nextCursor);
    const copy = await desk.addCopy();
    await desk.lend(copy, bob);
    const second = await desk.get(next, desk.librarian);
    const ids = [...first.body.data, ...second.body.data].map(({ id }) => loans.indexOf(id as string));
    expect(ids).to.deep.equal([3, 2, 1, 0]);
    expect(second.body.page).to.deep.equal({ nextCursor: null, total: 5 });
    expect(second.headers.get('link')).to.equal(null);
  });

  it('returns a total only on request', async () => {
    expect((await desk.get('/v2/me/loans', ann)).body.page).to.deep.equal({ nextCursor: null });
  });
});
