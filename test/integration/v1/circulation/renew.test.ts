import { expect } from 'chai';
import sql from 'sql-template-tag';
import type { Member } from '../../../support/library.js';
import { openDesk, type Desk, type Loan } from './desk.js';

describe('POST /v1/loans/:id/renew', () => {
  let desk: Desk;
  let patron: Member;
  let loan: Loan;
  before(async () => (desk = await openDesk()));
  after(() => desk.stop());
  beforeEach(async () => {
    patron = await desk.addMember();
    loan = await desk.lend(await desk.addBook({}), patron);
  });
  const daysLater = (date: string, days: number): string =>
    new Date(new Date(date).getTime() + days * 86_400_000).toISOString();

  it('makes the loan due the days of the policy from today', async () => {
    desk.clock.advance({ days: 10 });
    const { status, body } = await desk.renew(loan.id, patron);
    expect(status).to.equal(200);
    expect(body).to.deep.equal({ ...loan, due_date: daysLater(loan.due_date, 10), renewals: 1 });
    expect((await desk.show(loan.id, patron)).body).to.deep.equal(body);
  });

  it('is allowed to a librarian and an admin for every patron', async () => {
    const admin = await desk.addMember({ role: 'admin' });
    desk.clock.advance({ days: 1 });
    expect((await desk.renew(loan.id, desk.librarian)).body.renewals).to.equal(1);
    desk.clock.advance({ days: 1 });
    expect((await desk.renew(loan.id, admin)).body.renewals).to.equal(2);
  });

  it('is refused when it would not give a later date, to staff as well', async () => {
    for (const who of [patron, desk.librarian]) {
      const events = await desk.auditOf(async () => {
        const { status, body } = await desk.renew(loan.id, who);
        expect([status, body.code]).to.deep.equal([409, 'circulation.renewal_too_early']);
      });
      expect(events).to.deep.equal([]);
    }
    expect((await desk.show(loan.id, patron)).body).to.deep.equal(loan);
  });

  it('counts once for forty parallel requests', async () => {
    desk.clock.advance({ days: 5 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => desk.renew(loan.id, patron)));
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).to.have.length(39);
    for (const { body } of refused) expect(body.code).to.equal('circulation.renewal_too_early');
    expect((await desk.show(loan.id, patron)).body).to.include({
      due_date: daysLater(loan.due_date, 5),
      renewals: 1,
    });
  });

  it('stops at the number of renewals that the policy allows', async () => {
    for (const renewals of [1, 2]) {
      desk.clock.advance({ days: 1 });
      expect((await desk.renew(loan.id, patron)).body).to.include({ renewals });
    }
    desk.clock.advance({ days: 1 });
    expect((await desk.renew(loan.id, patron)).body.code).to.equal('circulation.renewal_limit_reached');
  });

  it('gives no date after the end of the card', async () => {
    const ends = new Date(new Date(loan.due_date).getTime() + 2 * 86_400_000 + 5_000);
    await desk.rows(sql`update patron set expires_at = ${ends} where id = ${patron.id}`);
    desk.clock.advance({ days: 10 });
    expect((await desk.renew(loan.id, patron)).body.due_date).to.equal(daysLater(loan.due_date, 2));
    desk.clock.advance({ days: 1 });
    expect((await desk.renew(loan.id, patron)).body.code).to.equal('circulation.renewal_too_early');
  });

  it('makes an overdue loan open again, counted from today', async () => {
    desk.clock.advance({ days: 30 });
    expect((await desk.show(loan.id, patron)).body.status).to.equal('overdue');
    const { body } = await desk.renew(loan.id, patron);
    expect(body).to.include({ status: 'open', due_date: daysLater(loan.due_date, 30) });
  });

  it('is refused for a closed loan, before any reason about the patron', async () => {
    await desk.bringBack(loan.id, patron);
    await desk.rows(sql`update patron set expires_at = '2020-01-01' where id = ${patron.id}`);
    const events = await desk.auditOf(async () => {
      const { status, body } = await desk.renew(loan.id, patron);
      expect([status, body.code]).to.deep.equal([409, 'circulation.loan_closed']);
    });
    expect(events).to.deep.equal([]);
  });

  it('is refused for a closed loan whose account is closed', async () => {
    await desk.bringBack(loan.id, patron);
    await desk.api.delete('/v1/users/me', { token: patron.token });
    const { status, body } = await desk.renew(loan.id, desk.librarian);
    expect([status, body.code]).to.deep.equal([409, 'circulation.loan_closed']);
  });

  for (const [what, change, code] of [
    ['blocked', sql`blocks = '[{"reason":"Lost books","until":null}]'`, 'patron_blocked'],
    ['expired', sql`expires_at = '2020-01-01'`, 'patron_expired'],
    [
      'blocked and expired',
      sql`expires_at = '2020-01-01', blocks = '[{"reason":"Lost books","until":null}]'`,
      'patron_blocked',
    ],
  ] as const) {
    it(`is refused when the patron is ${what}, for staff as well`, async () => {
      await desk.rows(sql`update patron set ${change} where id = ${patron.id}`);
      for (const who of [patron, desk.librarian]) {
        const { status, body } = await desk.renew(loan.id, who);
        expect([status, body.code]).to.deep.equal([409, `circulation.${code}`]);
      }
      expect((await desk.show(loan.id, patron)).body).to.deep.equal(loan);
    });
  }

  it('requires the good standing of the patron, not of the librarian', async () => {
    const late = await desk.addMember({ role: 'librarian', blocks: [{ reason: 'Late', until: null }] });
    desk.clock.advance({ days: 1 });
    expect((await desk.renew(loan.id, late)).status).to.equal(200);
  });

  it('requires a token', async () => {
    expect((await desk.api.post(`/v1/loans/${loan.id}/renew`)).status).to.equal(401);
  });
});

describe('An overdue loan', () => {
  it('becomes overdue after the last second of its day, and nothing is stored for it', async () => {
    const desk = await openDesk();
    try {
      const { id, due_date } = await desk.lend(await desk.addBook({}));
      const rows = () => desk.rows(sql`select * from loan`);
      const before = await rows();
      const standing = async () => (await desk.show(id)).body.status as string;
      desk.clock.advance({ seconds: (new Date(due_date).getTime() - desk.clock.now().getTime()) / 1_000 });
      expect(await standing()).to.equal('open');
      expect((await desk.api.get('/v1/loans?status=overdue', desk.librarian)).body).to.deep.equal([]);
      desk.clock.advance({ seconds: 1 });
      expect(await standing()).to.equal('overdue');
      expect((await desk.api.get('/v1/loans?status=overdue', desk.librarian)).body).to.have.length(1);
      expect(await rows()).to.deep.equal(before);
    } finally {
      await desk.stop();
    }
  });
});
