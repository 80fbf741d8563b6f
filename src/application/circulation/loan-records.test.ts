import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../test/support/stub-of.js';
import type { LoanQueries } from './loan-queries.js';
import { LoanRecords } from './loan-records.js';
import type { LoanRecord } from './views.js';

const moment = new Date('2026-12-01T09:30:00Z');
const loanOf = (patronId: number | null): LoanRecord => ({
  id: 1,
  copyId: 3,
  copyBarcode: 'C00000003',
  bookId: 2,
  patronId,
  outAt: moment,
  dueAt: moment,
  returnedAt: null,
  renewals: 0,
  renewalsLeft: 2,
  status: 'open',
});

describe('The records of loans', () => {
  let loans: SinonStubbedInstance<LoanQueries>;
  let records: LoanRecords;

  beforeEach(() => {
    loans = stubOf<LoanQueries>('view');
    records = new LoanRecords(loans);
  });

  it('show a patron their own loan', async () => {
    loans.view.withArgs(1).resolves(loanOf(7));
    const record = await records.view(1, { patronId: 7, role: 'patron' });
    expect(record).to.deep.equal(loanOf(7));
  });

  it('show a patron no loan of another patron, and no anonymised one', async () => {
    for (const owner of [8, null]) {
      loans.view.resolves(loanOf(owner));
      expect(await records.view(1, { patronId: 7, role: 'patron' })).to.equal(undefined);
    }
  });

  for (const role of ['librarian', 'admin'] as const) {
    it(`show a ${role} every loan`, async () => {
      loans.view.resolves(loanOf(8));
      expect(await records.view(1, { patronId: 7, role })).to.have.property('patronId', 8);
    });
  }

  it('do not show an unknown loan', async () => {
    loans.view.resolves(undefined);
    expect(await records.view(1, { patronId: 7, role: 'admin' })).to.equal(undefined);
  });
});
