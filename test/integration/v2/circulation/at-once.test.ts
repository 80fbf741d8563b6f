import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId } from '../../../../src/interface/v2/ids.js';
import type { Answer } from '../../../support/api-client.js';
import { expectInvariants } from '../../../support/invariants.js';
import { openDesk, type Desk } from './desk.js';

function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const key = status < 400 ? String(status) : `${status} ${body.code}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

describe('Many parallel clients at the desk of /v2', () => {
  let desk: Desk;
  before(async () => (desk = await openDesk({ config: { databasePoolMax: 45 } })));
  after(() => desk.stop());
  afterEach(() => expectInvariants(desk.databaseUrl));

  it('get one loan when 40 patrons scan one barcode', async () => {
    const copy = await desk.addCopy();
    const patrons = await times(40, () => desk.addMember());
    const answers = await times(40, (index) => desk.scan(copy, patrons[index]));
    expect(tally(answers)).to.deep.equal({ 201: 1, '409 circulation.copy_on_loan': 39 });
  });

  it('get the same loan when one patron scans 20 times', async () => {
    const [patron, copy] = [await desk.addMember(), await desk.addCopy()];
    const answers = await times(20, () => desk.scan(copy, patron));
    expect(tally(answers)).to.deep.equal({ 200: 19, 201: 1 });
    expect(new Set(answers.map(({ body }) => body.id as string)).size).to.equal(1);
  });

  it('exceed no limit, also not through both versions together', async () => {
    const patron = await desk.addMember();
    const copies = await times(40, () => desk.addCopy());
    const answers = await times(40, (index) => {
      const copy = copies[index] as (typeof copies)[number];
      const { token } = patron;
      return index % 2
        ? desk.scan(copy, desk.librarian, { patronId: toId('patron', patron.id) })
        : desk.api.post('/v1/loans', { token, json: { book_id: copy.bookKey } });
    });
    expect(tally(answers)).to.deep.equal({ 201: 5, '409 circulation.loan_limit_reached': 35 });
  });

  it('exceed no limit of a kind, nor the limit over all kinds', async () => {
    await desk.rows(sql`
      insert into policy (patron_category, copy_kind, loan_days, renewals_max, loans_max, holds_max)
      values ('child', '*', 14, 1, 3, 3), ('*', 'short_loan', 3, 0, 2, 2)`);
    for (const [category, ofKind, standard, inAll] of [
      ['child', 2, 20, 3],
      ['adult', 2, 0, 2],
    ] as const) {
      const patron = await desk.addMember({ category });
      const short = await times(20, () => desk.addCopy({ kind: 'short_loan' }));
      const copies = [...short, ...(await times(standard, () => desk.addCopy()))];
      const answers = await Promise.all(copies.map((copy) => desk.scan(copy, patron)));
      expect(tally(answers)).to.deep.equal({
        201: inAll,
        '409 circulation.loan_limit_reached': copies.length - inAll,
      });
      expect(tally(answers.slice(0, 20))['201'] ?? 0).to.be.most(ofKind);
    }
  });

  it('report a copy lost once, also while others return it, renew its loan and lend it', async () => {
    for (let round = 0; round < 10; round++) {
      const [patron, copy] = [await desk.addMember(), await desk.addCopy()];
      const { id } = await desk.lend(copy, patron);
      const lose = () => desk.post(`/v2/copies/${copy.id}/status`, { status: 'lost' }, desk.librarian);
      const override = { reason: 'It is of today.' };
      const answers = await Promise.all([
        lose(),
        desk.bringBack(copy),
        desk.renew(id, desk.librarian, { override }),
        desk.scan(copy, desk.librarian),
        lose(),
      ]);
      expect(answers.filter(({ status }) => status >= 500)).to.deep.equal([]);
      const { body } = await desk.get(`/v2/loans/${id}`, patron);
      const [row] = await desk.rows<{ reason: string }>(sql`
        select close_reason as reason from loan where copy_id = ${copy.key} order by id limit 1`);
      expect(body.status).to.equal('closed');
      expect(body.returnedAt === null).to.equal(row?.reason === 'lost');
    }
  });

  it('return a copy once, through either version', async () => {
    const [patron, copy] = [await desk.addMember(), await desk.addCopy()];
    const { id } = await desk.lend(copy, patron);
    const [row] = await desk.rows<{ key: number }>(
      sql`select id as key from loan where copy_id = ${copy.key}`,
    );
    const answers = await times(20, (index) =>
      index % 2
        ? desk.bringBack(copy)
        : desk.api.post(`/v1/loans/${row?.key}/return`, { token: patron.token }),
    );
    expect(tally(answers)).to.deep.equal({ 200: 20 });
    const counted = answers.filter(({ body }) => !(body.alreadyReturned ?? body.already_returned));
    expect(counted).to.have.length(1);
    expect(answers[1]?.body.loan.id).to.equal(id);
  });

  it('never deadlock while they lend, renew, check and return at random', async () => {
    const [patrons, copies] = [await times(4, () => desk.addMember()), await times(3, () => desk.addCopy())];
    const answers = await times(60, async (index) => {
      const copy = copies[index % 3] as (typeof copies)[number];
      const patron = patrons[index % 4];
      if (index % 5 === 0) return desk.bringBack(copy, desk.librarian);
      if (index % 7 === 0)
        return desk.post('/v2/loans/checks', { copyBarcode: copy.barcode }, desk.librarian);
      const answer = await desk.scan(copy, patron);
      const override = { reason: 'It is of today.' };
      return answer.status === 201
        ? desk.renew(answer.body.id as string, desk.librarian, { override })
        : answer;
    });
    expect(answers.filter(({ status }) => status >= 500)).to.deep.equal([]);
  });

  it('get no copy of a book that is deleted while it is lent', async () => {
    await times(10, async () => {
      const copy = await desk.addCopy();
      const { token } = desk.librarian;
      const [lent, gone] = await Promise.all([
        desk.scan(copy),
        desk.api.delete(`/v1/books/${copy.bookKey}`, { token }),
      ]);
      expect([lent.status, gone.status]).to.be.deep.oneOf([
        [201, 409],
        [404, 200],
        [409, 200],
      ]);
    });
  });
});
