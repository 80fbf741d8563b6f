import 'reflect-metadata';
import { expect } from 'chai';
import { FakeCirculation, policyOf, terms } from './circulation.fake.js';
import type { Standing } from './patron-standing.js';

const good: Standing = {
  category: 'adult',
  blocked: false,
  expired: false,
  cardEndsAt: null,
  unverified: false,
};
const standard = (loans: number) => new Map([['standard', loans]]);
const parties = { copyId: 3, bookId: 2, patronId: 7 };

describe('The common rules of lending', () => {
  let library: FakeCirculation;

  beforeEach(() => {
    library = new FakeCirculation();
  });

  describe('evaluating the blocks of a patron', () => {
    const codes = (standing: Partial<Standing>, open: number): string[] =>
      library.lending
        .evaluate({ ...good, ...standing }, { policies: library.policies, open: standard(open) }, 'standard')
        .blocks.map(({ code }) => code);

    it('finds no block for a patron in good standing with one loan below the limit', () => {
      expect(codes({}, 4)).to.deep.equal([]);
    });

    it('finds the limit reached with as many loans as are allowed', () => {
      expect(codes({}, 5)).to.deep.equal(['circulation.loan_limit_reached']);
    });

    it('collects all blocks, the standing before the limit', () => {
      expect(codes({ blocked: true, expired: true }, 6)).to.deep.equal([
        'circulation.patron_blocked',
        'circulation.patron_expired',
        'circulation.loan_limit_reached',
      ]);
    });

    it('finds that the e-mail address is not verified, which a librarian can override', () => {
      expect(codes({ unverified: true }, 0)).to.deep.equal(['accounts.email_unverified']);
      const lookup = { policies: library.policies, open: standard(0) };
      const { blocks } = library.lending.evaluate({ ...good, unverified: true }, lookup, 'standard');
      expect(blocks[0]?.overridableBy).to.equal('librarian');
    });

    it('uses the policy for the category of the patron and the kind of the copy', () => {
      library.policies.push(policyOf({ loansMax: 1 }, 'child', 'short_loan'));
      const lookup = { policies: library.policies, open: new Map([['short_loan', 1]]) };
      const child = library.lending.evaluate({ ...good, category: 'child' }, lookup, 'short_loan');
      const adult = library.lending.evaluate(good, lookup, 'short_loan');
      expect([child.blocks.length, adult.blocks.length]).to.deep.equal([1, 0]);
      expect(child.terms.loansMax).to.equal(1);
    });
  });

  it('computes the due date of a loan made now from its terms', () => {
    expect(library.lending.dueAt(terms, good)).to.deep.equal(new Date('2026-12-22T23:59:59Z'));
  });

  it('lets no loan outlive the card', () => {
    const cardEndsAt = new Date('2026-12-05T00:00:00Z');
    expect(library.lending.dueAt(terms, { ...good, cardEndsAt })).to.deep.equal(
      new Date('2026-12-04T23:59:59Z'),
    );
  });

  describe('opening a loan', () => {
    const decision = () => ({ id: library.loans.nextId, terms, standing: good });
    const open = () => library.work.run(() => library.lending.open(parties, decision()));

    it('stores it under its terms', async () => {
      const { id } = await open();
      expect(library.loans.stored).to.have.lengthOf(1);
      expect(library.loans.stored[0]).to.deep.include({ ...parties, id, terms, outAt: library.now });
    });

    it('records it without the patron, and adds its event to the outbox', async () => {
      const { id, dueAt } = await open();
      const facts = { copyId: 3, bookId: 2, dueAt };
      expect(library.audit.events).to.deep.equal([
        { action: 'circulation.loan_opened', subject: { type: 'loan', id }, details: facts },
      ]);
      expect(library.outbox.events).to.deep.equal([
        { name: 'circulation.loan_opened', aggregate: { type: 'loan', id }, payload: facts },
      ]);
    });

    it('records the overridden blocks in the audit trail only', async () => {
      const overridden = { codes: ['circulation.patron_blocked'], reason: 'The fee was paid.' };
      await library.work.run(() => library.lending.open(parties, { ...decision(), overridden }));
      expect(library.audit.events[0]?.details).to.deep.include({ override: overridden });
      expect(library.outbox.events[0]?.payload).to.not.have.property('override');
    });

    it('leaves nothing behind when the unit of work fails', async () => {
      const job = library.work.run(() =>
        library.lending.open(parties, decision()).then(() => Promise.reject(new Error())),
      );
      await job.catch(() => undefined);
      expect([...library.loans.stored, ...library.recorded, ...library.outbox.events]).to.deep.equal([]);
    });
  });

  describe('closing a loan', () => {
    for (const why of ['returned', 'lost'] as const) {
      it(`as ${why} stores and records it once`, async () => {
        const loan = library.given(parties);
        const close = () => library.work.run(() => library.lending.close(loan, why));
        expect([await close(), await close()]).to.deep.equal([true, false]);
        expect(library.loans.stored[0]).to.include({ closedAt: library.now, closeReason: why });
        expect(library.audit.actions).to.deep.equal([`circulation.loan_${why}`]);
        expect(library.outbox.events.map(({ name }) => name)).to.deep.equal([`circulation.loan_${why}`]);
      });
    }
  });
});
