import { expect } from 'chai';
import sql from 'sql-template-tag';
import type { MemberDetails } from '../../../support/library.js';
import { openDesk, type Desk } from './desk.js';

const blocked: MemberDetails = { blocks: [{ reason: 'Lost books', until: null }] };
const expired: MemberDetails = { expiresAt: new Date('2026-11-01T00:00:00Z') };

describe('A refused loan', () => {
  let desk: Desk;
  let free: number;
  let out: number;
  before(async () => {
    desk = await openDesk();
    await desk.rows(sql`
      insert into policy (patron_category, copy_kind, loan_days, renewals_max, loans_max, holds_max)
      values ('guest', '*', 7, 0, 1, 0), ('nobody', '*', 7, 0, 0, 0)`);
    free = await desk.addBook({ title: 'Free' }, 3);
    out = await desk.addBook({ title: 'Out' }, 1);
    await desk.lend(out);
  });
  after(() => desk.stop());

  const codeFor = async (book: number, details: MemberDetails): Promise<unknown> => {
    const { status, body } = await desk.borrow(book, await desk.addMember(details));
    expect(status).to.equal(409);
    expect(body.message).to.be.a('string').and.not.equal('');
    return body.code;
  };

  it('reports that no copy is free', async () => {
    expect(await codeFor(out, {})).to.equal('circulation.no_copy_available');
  });

  for (const status of ['in_process', 'in_repair', 'missing', 'lost', 'on_hold_shelf', 'withdrawn']) {
    it(`counts a copy that is ${status} as not free`, async () => {
      const book = await desk.addBook({});
      await desk.rows(sql`update copy set status = ${status} where book_id = ${book}`);
      expect(await codeFor(book, {})).to.equal('circulation.no_copy_available');
    });
  }

  it('reports that the patron has reached the limit, and succeeds after a return', async () => {
    const guest = await desk.addMember({ category: 'guest' });
    const { id } = await desk.lend(free, guest);
    const { status, body } = await desk.borrow(free, guest);
    expect([status, body.code]).to.deep.equal([409, 'circulation.loan_limit_reached']);
    await desk.bringBack(id, guest);
    const again = await desk.lend(free, guest);
    await desk.bringBack(again.id, guest);
  });

  it('counts five loans to the limit of the default policy, overdue ones too', async () => {
    const patron = await desk.addMember();
    const book = await desk.addBook({}, 6);
    for (let n = 0; n < 5; n++) await desk.lend(book, patron);
    expect((await desk.borrow(book, patron)).body.code).to.equal('circulation.loan_limit_reached');
    await desk.rows(sql`
      update loan set out_at = '2026-01-01', due_at = '2026-01-22' where patron_id = ${patron.id}`);
    expect((await desk.borrow(book, patron)).body.code).to.equal('circulation.loan_limit_reached');
  });

  it('leaves five of twenty loans when one patron requests them at the same moment', async () => {
    const patron = await desk.addMember();
    const book = await desk.addBook({}, 20);
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.borrow(book, patron)));
    const outcomes = answers.map(({ status, body }) => (status === 201 ? 'lent' : body.code));
    expect(outcomes.filter((outcome) => outcome === 'lent')).to.have.length(5);
    expect(outcomes.filter((outcome) => outcome === 'circulation.loan_limit_reached')).to.have.length(15);
  });

  it('reports that the patron is blocked', async () => {
    expect(await codeFor(free, blocked)).to.equal('circulation.patron_blocked');
  });

  it('ends at the moment the block ends, by the clock of the library', async () => {
    const until = new Date(desk.clock.now().getTime() + 3_600_000).toISOString();
    const patron = await desk.addMember({ blocks: [{ reason: 'Late', until }] });
    expect((await desk.borrow(free, patron)).body.code).to.equal('circulation.patron_blocked');
    desk.clock.advance({ seconds: 3_599 });
    expect((await desk.borrow(free, patron)).body.code).to.equal('circulation.patron_blocked');
    desk.clock.advance({ seconds: 1 });
    const { body } = await desk.borrow(free, patron);
    expect(body.status).to.equal('open');
    await desk.bringBack(body.id, patron);
  });

  it('reports that the card has expired, from the moment of expiry', async () => {
    expect(await codeFor(free, expired)).to.equal('circulation.patron_expired');
    const patron = await desk.addMember({ expiresAt: new Date(desk.clock.now().getTime() + 1_000) });
    const { body } = await desk.borrow(free, patron);
    expect(body.status).to.equal('open');
    await desk.bringBack(body.id, patron);
    desk.clock.advance({ seconds: 1 });
    expect((await desk.borrow(free, patron)).body.code).to.equal('circulation.patron_expired');
  });

  it('applies to staff who borrow for the patron too', async () => {
    const { id } = await desk.addMember(blocked);
    const { status, body } = await desk.borrow(free, desk.librarian, id);
    expect([status, body.code]).to.deep.equal([409, 'circulation.patron_blocked']);
  });

  for (const [what, details, book, code] of [
    ['the block before all others', { ...blocked, ...expired, category: 'nobody' }, 'out', 'patron_blocked'],
    ['the expired card before the limit', { ...expired, category: 'nobody' }, 'out', 'patron_expired'],
    ['the limit before the missing copy', { category: 'nobody' }, 'out', 'loan_limit_reached'],
    ['the expired card before the missing copy', expired, 'out', 'patron_expired'],
    ['the block before the expired card', { ...blocked, ...expired }, 'free', 'patron_blocked'],
  ] as const) {
    it(`reports, of several reasons, ${what}`, async () => {
      expect(await codeFor(book === 'out' ? out : free, details)).to.equal(`circulation.${code}`);
    });
  }

  it('reports an unknown book before any reason about the patron', async () => {
    const { status, body } = await desk.borrow(987_654_321, await desk.addMember(blocked));
    expect([status, body.code]).to.deep.equal([404, 'catalogue.book_not_found']);
  });

  it('changes nothing', async () => {
    const state = () =>
      desk.rows(sql`select (select count(*) from loan) as loans, (select count(*) from audit_event) as events,
                           (select count(*) from copy where status = 'on_loan') as out`);
    const [patron, guest] = [await desk.addMember({ ...blocked, ...expired }), await desk.addMember()];
    const before = await state();
    await desk.borrow(free, patron);
    await desk.borrow(out, guest);
    await desk.borrow(987_654_321, guest);
    expect(await state()).to.deep.equal(before);
    expect((await desk.api.get(`/v1/books/${free}`)).body.available_copies).to.equal(3);
  });
});
