import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { FakeLocalTime } from '../../kernel/local-time.fake.js';
import type { LoanDays } from './loan-days.js';
import { LoanTally } from './loan-tally.js';

const at = new Date('2026-12-01T09:30:00Z');

describe('The daily counts of loans', () => {
  let days: SinonStubbedInstance<LoanDays>;
  let tally: LoanTally;

  beforeEach(() => {
    days = stubOf<LoanDays>('count');
    tally = new LoanTally(days, new FakeLocalTime());
  });

  const receive = (name: string): Promise<void> =>
    tally.receive({ id: 1, name, at, aggregate: { type: 'loan', id: 5 }, payload: {} });

  for (const [name, action] of [
    ['circulation.loan_opened', 'lent'],
    ['circulation.loan_renewed', 'renewed'],
    ['circulation.loan_returned', 'returned'],
  ] as const) {
    it(`count ${name} as ${action}, on the local day on which it happened`, async () => {
      await receive(name);
      expect(days.count.args).to.deep.equal([['2026-12-01', action]]);
    });
  }

  it('count no other event', async () => {
    await receive('catalogue.book_added');
    expect(days.count.called).to.equal(false);
  });

  it('keep the consumer name under which their deliveries are stored', () => {
    expect(tally.name).to.equal('circulation.tally');
  });
});
