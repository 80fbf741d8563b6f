import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../test/support/stub-of.js';
import type { DeskCopies } from './desk-copies.js';
import type { LoanQueries } from './loan-queries.js';
import { LoanRecords } from './loan-records.js';
import type { LoanView } from './views.js';

const moment = new Date('2026-12-01T09:30:00Z');
const loanOf = (patronId: number | null, copyId = 3): LoanView => ({
  id: 1,
  copyId,
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
  let copies: SinonStubbedInstance<DeskCopies>;
  let records: LoanRecords;

  beforeEach(() => {
    loans = stubOf<LoanQueries>('view', 'listAfter');
    copies = stubOf<DeskCopies>('barcodes');
    copies.barcodes.resolves(new Map([[3, 'C00000003']]));
    records = new LoanRecords(loans, copies);
  });

  it('show a patron their own loan, with the barcode of its copy', async () => {
    loans.view.withArgs(1).resolves(loanOf(7));
    const record = await records.view(1, { patronId: 7, role: 'patron' });
    expect(record).to.deep.equal({ ...loanOf(7), copyBarcode: 'C00000003' });
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

  it('are read in slices, in the order of the loans, with all barcodes in one query', async () => {
    const slice = { limit: 2 };
    loans.listAfter
      .withArgs({ patronId: 7 }, slice)
      .resolves({ items: [loanOf(7, 4), loanOf(7)], next: ['b'] });
    const { items, next } = await records.list({ patronId: 7 }, slice);
    expect(items.map(({ copyBarcode }) => copyBarcode)).to.deep.equal(['', 'C00000003']);
    expect(next).to.deep.equal(['b']);
    expect(copies.barcodes.args).to.deep.equal([[[4, 3]]]);
  });
});
