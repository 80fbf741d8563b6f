import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId } from '../../../../src/interface/v2/ids.js';
import { expectInvariants } from '../../../support/invariants.js';
import { codesOf, openDesk, type Desk } from './desk.js';

const override = { reason: 'Nobody waits for it.' };

describe('Renewing a loan in /v2', () => {
  let desk: Desk;
  before(async () => (desk = await openDesk()));
  afterEach(() => expectInvariants(desk.databaseUrl));
  after(() => desk.stop());

  it('extends the due date as often as the terms of the loan allow', async () => {
    const { id } = await desk.lend(await desk.addCopy());
    desk.clock.advance({ days: 10 });
    const first = await desk.renew(id);
    expect(first.status).to.equal(201);
    expect(first.headers.get('location')).to.equal(`/v2/loans/${id}`);
    expect(first.body).to.include({ id, dueAt: '2027-01-01T23:59:59.000Z', renewals: 1, renewalsLeft: 1 });
    desk.clock.advance({ days: 10 });
    const second = await desk.renew(id);
    expect(second.body).to.include({ dueAt: '2027-01-11T23:59:59.000Z', renewals: 2, renewalsLeft: 0 });
    desk.clock.advance({ days: 10 });
    const third = await desk.renew(id);
    expect([third.status, codesOf(third)]).to.deep.equal([409, ['renewal_limit_reached']]);
    expect(third.body.blocks[0]).to.include({ overridable: true, overridableBy: 'librarian' });
  });

  it('is refused with all blocks at once, which a librarian can override', async () => {
    const patron = await desk.addMember();
    const { id } = await desk.lend(await desk.addCopy(), patron);
    for (const _ of [1, 2]) {
      desk.clock.advance({ days: 1 });
      expect((await desk.renew(id, patron)).status).to.equal(201);
    }
    desk.clock.advance({ days: 1 });
    const blocks = JSON.stringify([{ reason: 'Noise', until: null }]);
    await desk.rows(sql`
      update patron set blocks = ${blocks}::jsonb, expires_at = '2026-11-01' where id = ${patron.id}`);
    const refused = await desk.renew(id, patron);
    const codes = ['patron_blocked', 'patron_expired', 'renewal_limit_reached'];
    expect([refused.status, codesOf(refused)]).to.deep.equal([409, codes]);
    const events = await desk.auditOf(async () => {
      const { status, body } = await desk.renew(id, desk.librarian, { override });
      expect(status).to.equal(201);
      expect(body).to.include({ renewals: 3, renewalsLeft: 0 });
    });
    expect(events.map(({ action }) => action)).to.deep.equal(['circulation.loan_renewed']);
    expect(events[0]?.details['override']).to.deep.equal({
      codes: codes.map((code) => `circulation.${code}`),
      ...override,
    });
  });

  it('is refused when it would not give a later date, until a librarian extends it from its due date', async () => {
    const { id } = await desk.lend(await desk.addCopy());
    const { body: before } = await desk.get(`/v2/loans/${id}`, desk.patron);
    const refused = await desk.renew(id);
    expect([refused.status, codesOf(refused)]).to.deep.equal([409, ['renewal_too_early']]);
    expect(refused.body.blocks[0]).to.include({ overridable: true, overridableBy: 'librarian' });
    expect((await desk.get(`/v2/loans/${id}`, desk.patron)).body).to.deep.equal(before);
    const { body } = await desk.renew(id, desk.librarian, { override });
    const dayMs = 86_400_000;
    const extended = new Date(Date.parse(before.dueAt) + 21 * dayMs).toISOString();
    expect(body).to.include({ dueAt: extended, renewals: 1 });
  });

  it('counts once when two clients renew at the same moment', async () => {
    const { id } = await desk.lend(await desk.addCopy());
    desk.clock.advance({ days: 2 });
    const answers = await Promise.all([desk.renew(id), desk.renew(id, desk.librarian)]);
    expect(answers.map(({ status }) => status)).to.have.members([201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused && codesOf(refused)).to.deep.equal(['renewal_too_early']);
  });

  it('cannot be overridden by a patron, nor for a closed loan', async () => {
    const copy = await desk.addCopy();
    const { id } = await desk.lend(copy);
    const byPatron = await desk.renew(id, desk.patron, { override });
    expect([byPatron.status, byPatron.body.code]).to.deep.equal([403, 'circulation.override_not_allowed']);
    await desk.bringBack(copy);
    const closed = await desk.renew(id, desk.librarian, { override });
    expect([closed.status, codesOf(closed)]).to.deep.equal([409, ['loan_closed']]);
    expect(closed.body.blocks[0]).to.include({ overridable: false, overridableBy: null });
  });

  it("is allowed for one's own loans, and to librarians", async () => {
    const { id } = await desk.lend(await desk.addCopy());
    desk.clock.advance({ days: 1 });
    expect((await desk.renew(id, await desk.addMember())).status).to.equal(404);
    expect((await desk.renew(id, desk.librarian)).status).to.equal(201);
    for (const none of ['1', 'loan_', toId('copy', 1), toId('loan', 987_654)]) {
      const { status, body } = await desk.renew(none, desk.librarian);
      expect([status, body.code]).to.deep.equal([404, 'circulation.loan_not_found']);
    }
  });
});
