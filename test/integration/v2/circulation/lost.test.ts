import { expect } from 'chai';
import sql from 'sql-template-tag';
import { expectInvariants } from '../../../support/invariants.js';
import { blocked, codesOf, openDesk, type Desk, type DeskCopy } from './desk.js';

describe('A lent copy that is reported lost', () => {
  let desk: Desk;
  let copy: DeskCopy;
  let id: string;
  beforeEach(async () => {
    copy = await desk.addCopy();
    ({ id } = await desk.lend(copy));
  });
  before(async () => (desk = await openDesk()));
  afterEach(() => expectInvariants(desk.databaseUrl));
  after(() => desk.stop());

  const lose = (who = desk.librarian) => desk.post(`/v2/copies/${copy.id}/status`, { status: 'lost' }, who);
  const inV1 = async () => {
    const [row] = await desk.rows<{ key: number }>(
      sql`select id as key from loan where copy_id = ${copy.key}`,
    );
    return `/v1/loans/${row?.key}`;
  };

  it('closes its loan, which was not returned, in both majors', async () => {
    const { status, body } = await lose();
    expect([status, body.status]).to.deep.equal([200, 'lost']);
    const { body: loan } = await desk.get(`/v2/loans/${id}`, desk.patron);
    expect(loan).to.include({ status: 'closed', returnedAt: null, renewalsLeft: 0 });
    const { body: old } = await desk.api.get(await inV1(), desk.patron);
    expect(old).to.include({ status: 'closed', returned_at: null });
    const { body: mine } = await desk.get('/v2/me/loans?status=open', desk.patron);
    expect(JSON.stringify(mine)).to.not.contain(id);
  });

  it('is recorded once for the copy and once for the loan, and told to other features', async () => {
    const events = await desk.auditOf(async () => {
      expect([(await lose()).status, (await lose()).status]).to.deep.equal([200, 409]);
    });
    expect(events.map(({ action }) => action)).to.have.members([
      'catalogue.copy_moved',
      'circulation.loan_lost',
    ]);
    const told = await desk.rows<{ name: string }>(sql`
      select name from outbox_event where payload ->> 'copyId' = ${String(copy.key)} order by id`);
    expect(told.map(({ name }) => name)).to.deep.equal(['circulation.loan_opened', 'circulation.loan_lost']);
  });

  it('no longer counts for the limit of the patron', async () => {
    const patron = await desk.addMember();
    const copies = await Promise.all(Array.from({ length: 5 }, () => desk.addCopy()));
    for (const each of copies) await desk.lend(each, patron);
    expect(codesOf(await desk.scan(await desk.addCopy(), patron))).to.deep.equal(['loan_limit_reached']);
    await desk.post(`/v2/copies/${copies[0]?.id}/status`, { status: 'lost' }, desk.librarian);
    await desk.lend(await desk.addCopy(), patron);
  });

  it('cannot be renewed or lent', async () => {
    await lose();
    expect(codesOf(await desk.renew(id))).to.deep.equal(['loan_closed']);
    expect(codesOf(await desk.scan(copy, await desk.addMember(blocked)))).to.deep.equal([
      'patron_blocked',
      'copy_not_available',
    ]);
  });

  it('is found when it is scanned at the desk: available again, and the loan stays lost', async () => {
    await lose();
    const events = await desk.auditOf(async () => {
      const { status, body } = await desk.bringBack(copy);
      expect(status).to.equal(200);
      expect(body).to.deep.include({ alreadyReturned: true, next: 'shelf' });
      expect(body.loan).to.include({ id, status: 'closed', returnedAt: null });
    });
    expect(events.map(({ action }) => action)).to.deep.equal(['catalogue.copy_found']);
    expect(await desk.statusOf(copy)).to.equal('available');
    await desk.lend(copy, await desk.addMember());
  });

  it('is not found by a return of the loan in v1, which changes nothing', async () => {
    await lose();
    const { status, body } = await desk.api.post(`${await inV1()}/return`, { token: desk.patron.token });
    expect(status).to.equal(200);
    expect(body).to.include({ already_returned: true, status: 'closed', returned_at: null });
    expect(await desk.statusOf(copy)).to.equal('lost');
  });

  it('is reported by the staff only', async () => {
    expect((await lose(desk.patron)).status).to.equal(403);
    expect(await desk.statusOf(copy)).to.equal('on_loan');
  });
});
