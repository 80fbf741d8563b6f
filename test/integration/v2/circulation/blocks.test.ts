import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId } from '../../../../src/interface/v2/ids.js';
import type { Member } from '../../../support/library.js';
import { expectInvariants } from '../../../support/invariants.js';
import { blocked, codesOf, expired, openDesk, type Desk } from './desk.js';

const override = { reason: 'The card is renewed tomorrow.' };

describe('A block against a loan in /v2', () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
    await desk.rows(sql`
      insert into policy (patron_category, copy_kind, loan_days, renewals_max, loans_max, holds_max)
      values ('nobody', '*', 7, 0, 0, 0)`);
  });
  afterEach(() => expectInvariants(desk.databaseUrl));
  after(() => desk.stop());

  const worst = () => desk.addMember({ ...blocked, ...expired, category: 'nobody' });
  const forPatron = ({ id }: Member) => ({ patronId: toId('patron', id) });

  it('is reported with all others, each with who may override it', async () => {
    const copy = await desk.addCopy();
    await desk.lend(copy);
    const answer = await desk.scan(copy, await worst());
    const { instance, ...problem } = answer.body;
    expect(answer.status).to.equal(409);
    expect(answer.headers.get('content-type')).to.match(/^application\/problem\+json/);
    expect(instance).to.equal(`urn:shelflife:request:${answer.headers.get('x-request-id')}`);
    const byLibrarian = { overridable: true, overridableBy: 'librarian' };
    expect(problem).to.deep.equal({
      type: '/docs/problems/circulation.patron_blocked',
      title: 'The patron is blocked from borrowing.',
      status: 409,
      detail: 'The patron is blocked from borrowing.',
      code: 'circulation.patron_blocked',
      blocks: [
        {
          code: 'circulation.patron_blocked',
          detail: 'The patron is blocked from borrowing.',
          ...byLibrarian,
        },
        {
          code: 'circulation.patron_expired',
          parameters: { expired: expired.expiresAt?.toISOString() },
          detail: "The patron's card has expired.",
          ...byLibrarian,
        },
        {
          code: 'circulation.loan_limit_reached',
          parameters: { limit: 0, open: 0 },
          detail: 'The patron has as many loans open as the policy allows.',
          ...byLibrarian,
        },
        {
          code: 'circulation.copy_on_loan',
          detail: 'This copy is out on loan.',
          overridable: false,
          overridableBy: null,
        },
      ],
    });
  });

  for (const status of ['in_process', 'in_repair', 'missing', 'lost', 'on_hold_shelf']) {
    it(`is that the copy is ${status}, which nobody can override`, async () => {
      const copy = await desk.addCopy({ status });
      for (const who of [desk.patron, desk.librarian]) {
        const answer = await desk.scan(copy, who, who === desk.librarian ? { override } : {});
        expect([answer.status, codesOf(answer)]).to.deep.equal([409, ['copy_not_available']]);
        expect(answer.body.blocks[0]).to.include({ overridable: false, overridableBy: null });
      }
      expect(await desk.statusOf(copy)).to.equal(status);
    });
  }

  it('does not change /v1: its refusals still have a message and a code', async () => {
    const [copy, patron] = [await desk.addCopy(), await worst()];
    const { token } = patron;
    const { status, body } = await desk.api.post('/v1/loans', { token, json: { book_id: copy.bookKey } });
    expect(status).to.equal(409);
    expect(JSON.stringify(body)).to.equal(
      '{"message":"The patron is blocked from borrowing.","code":"circulation.patron_blocked"}',
    );
  });

  it('is overridden by a librarian with a reason, which the audit records with the codes', async () => {
    const [copy, patron] = [await desk.addCopy(), await worst()];
    const events = await desk.auditOf(() =>
      desk.lend(copy, desk.librarian, { ...forPatron(patron), override }),
    );
    const opened = events.filter(({ action }) => action === 'circulation.loan_opened');
    expect(opened).to.have.length(1);
    expect(opened[0]).to.include({ actor: desk.librarian.id, role: 'librarian' });
    const codes = ['patron_blocked', 'patron_expired', 'loan_limit_reached'].map((c) => `circulation.${c}`);
    expect(opened[0]?.details['override']).to.deep.equal({ codes, ...override });
    expect(await desk.statusOf(copy)).to.equal('on_loan');
  });

  it('is not overridden while another one remains that nobody can override', async () => {
    const copy = await desk.addCopy();
    await desk.lend(copy);
    const more = { ...forPatron(await worst()), override };
    const events = await desk.auditOf(async () => {
      const answer = await desk.scan(copy, desk.librarian, more);
      expect(answer.status).to.equal(409);
      expect(codesOf(answer)).to.include.members(['patron_blocked', 'copy_on_loan']);
    });
    expect(events).to.deep.equal([]);
  });

  it('is not overridden by a patron', async () => {
    const copy = await desk.addCopy();
    const { status, body } = await desk.scan(copy, await worst(), { override });
    expect([status, body.code]).to.deep.equal([403, 'circulation.override_not_allowed']);
    expect(await desk.statusOf(copy)).to.equal('available');
  });

  it('is not recorded in the audit when there was none to override', async () => {
    const more = { ...forPatron(await desk.addMember()), override };
    const copy = await desk.addCopy();
    const events = await desk.auditOf(() => desk.lend(copy, desk.librarian, more));
    expect(JSON.stringify(events)).to.not.contain('override');
  });
});

describe('The dry run of a loan in /v2', () => {
  let desk: Desk;
  before(async () => (desk = await openDesk()));
  after(() => desk.stop());

  const check = (copyBarcode: string, who: Member, more = {}) =>
    desk.post('/v2/loans/checks', { copyBarcode, ...more }, who);

  it('reports that it is allowed and its due date, and changes nothing', async () => {
    const copy = await desk.addCopy();
    const events = await desk.auditOf(async () => {
      const { status, body } = await check(copy.barcode, desk.patron);
      expect(status).to.equal(200);
      expect(body).to.deep.equal({ allowed: true, dueAt: '2026-12-22T23:59:59.000Z', blocks: [] });
    });
    expect(events).to.deep.equal([]);
    expect(await desk.statusOf(copy)).to.equal('available');
    const locks = await desk.rows(sql`
      select locktype from pg_locks join pg_database on pg_database.oid = database
      where datname = current_database() and mode in ('RowShareLock', 'RowExclusiveLock')`);
    expect(locks).to.deep.equal([]);
    const { dueAt } = await desk.lend(copy);
    expect(dueAt).to.equal('2026-12-22T23:59:59.000Z');
  });

  it('lists exactly the blocks that would refuse the loan', async () => {
    const copy = await desk.addCopy({ status: 'missing' });
    const patron = await desk.addMember({ ...blocked, ...expired });
    const { status, body } = await check(copy.barcode, patron);
    expect(status).to.equal(200);
    const { body: refusal } = await desk.scan(copy, patron);
    expect(body).to.deep.equal({ allowed: false, blocks: refusal.blocks });
    expect(refusal.blocks).to.have.length(3);
  });

  it('allows a copy that the patron already has, with its due date', async () => {
    const copy = await desk.addCopy();
    const patron = await desk.addMember();
    const { id } = await desk.lend(copy, patron);
    desk.clock.advance({ days: 1 });
    const renewed = await desk.renew(id, patron);
    const { body } = await check(copy.barcode, patron);
    expect(body).to.deep.equal({ allowed: true, dueAt: renewed.body.dueAt, blocks: [] });
  });

  it('works for any patron when a librarian asks, and refuses unknown patrons and copies like the loan', async () => {
    const copy = await desk.addCopy();
    const patronId = toId('patron', (await desk.addMember(blocked)).id);
    const { body } = await check(copy.barcode, desk.librarian, { patronId });
    expect(codesOf({ body } as never)).to.deep.equal(['patron_blocked']);
    expect((await check(copy.barcode, desk.patron, { patronId })).status).to.equal(403);
    expect((await check(copy.barcode, desk.librarian, { patronId: 'x' })).status).to.equal(404);
    expect((await check('Nothing', desk.librarian)).status).to.equal(404);
  });
});
