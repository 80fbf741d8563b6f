import { expect } from 'chai';
import sql from 'sql-template-tag';
import { openDesk, type Desk } from './desk.js';

describe('The due date of a loan', () => {
  for (const [zone, expected] of [
    ['Asia/Tokyo', '2026-12-22T14:59:59.000Z'],
    ['America/Los_Angeles', '2026-12-23T07:59:59.000Z'],
  ] as const) {
    it(`is the end of the library's local day in ${zone}`, async () => {
      const desk = await openDesk({ config: { libraryTimeZone: zone } });
      try {
        expect((await desk.lend(await desk.addBook({}))).due_date).to.equal(expected);
      } finally {
        await desk.stop();
      }
    });
  }

  describe('in Berlin', () => {
    let desk: Desk;
    before(async () => {
      desk = await openDesk({ config: { libraryTimeZone: 'Europe/Berlin' } });
      await desk.rows(sql`
        insert into policy (patron_category, copy_kind, loan_days, renewals_max, loans_max, holds_max, closed_weekdays)
        values ('child', '*', 14, 1, 3, 3, '{}'), ('*', 'short_loan', 3, 0, 5, 2, '{}'),
               ('staff', 'short_loan', 4, 0, 5, 2, '{}'), ('sunday', '*', 5, 0, 5, 2, '{6,7}'),
               ('never', '*', 1, 0, 5, 0, '{1,2,3,4,5,6,7}'), ('summer', '*', 150, 0, 5, 0, '{}')`);
    });
    after(() => desk.stop());

    for (const [category, kind, expected] of [
      ['adult', 'standard', '2026-12-22T22:59:59.000Z'],
      ['child', 'standard', '2026-12-15T22:59:59.000Z'],
      ['adult', 'short_loan', '2026-12-04T22:59:59.000Z'],
      ['child', 'short_loan', '2026-12-04T22:59:59.000Z'],
      ['staff', 'short_loan', '2026-12-05T22:59:59.000Z'],
      ['staff', 'standard', '2026-12-22T22:59:59.000Z'],
      ['sunday', 'standard', '2026-12-07T22:59:59.000Z'],
      ['never', 'standard', '2026-12-02T22:59:59.000Z'],
      ['summer', 'standard', '2027-04-30T21:59:59.000Z'],
    ] as const) {
      it(`comes from the most specific policy for a ${kind} copy and the category ${category}`, async () => {
        const patron = await desk.addMember({ category });
        const book = await desk.addBook({});
        await desk.rows(sql`update copy set kind = ${kind} where book_id = ${book}`);
        expect((await desk.lend(book, patron)).due_date).to.equal(expected);
      });
    }

    for (const [what, expiresAt, expected] of [
      ['on the last day of the card', '2026-12-04T22:59:59Z', '2026-12-04'],
      ['on the last whole day of the card', '2026-12-04T21:00:00Z', '2026-12-03'],
      ['today when the card ends today', '2026-12-01T12:00:00Z', '2026-12-01'],
      ['as the policy says when the card ends later', '2026-12-23T00:00:00Z', '2026-12-22'],
    ] as const) {
      it(`is ${what}`, async () => {
        const patron = await desk.addMember({ expiresAt: new Date(expiresAt) });
        const { due_date } = await desk.lend(await desk.addBook({}), patron);
        expect(due_date).to.equal(`${expected}T22:59:59.000Z`);
      });
    }

    it('does not change with the policy, and neither do its renewal terms', async () => {
      const patron = await desk.addMember({ category: 'child' });
      const { id, due_date } = await desk.lend(await desk.addBook({}), patron);
      await desk.rows(sql`
        update policy set loan_days = 100, renewals_max = 9 where patron_category = 'child'`);
      expect((await desk.show(id, patron)).body.due_date).to.equal(due_date);
      desk.clock.advance({ days: 10 });
      expect((await desk.renew(id, patron)).body.due_date).to.equal('2026-12-25T22:59:59.000Z');
      expect((await desk.renew(id, patron)).body.code).to.equal('circulation.renewal_limit_reached');
    });
  });
});
