import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { LoanCountService } from './loan-count-service.js';
import type { LoanCounts } from './loan-counts.js';

describe('The service of the numbers of loans', () => {
  let work: FakeUnitOfWork;
  let counts: SinonStubbedInstance<LoanCounts>;
  let service: LoanCountService;

  beforeEach(() => {
    work = new FakeUnitOfWork();
    counts = stubOf<LoanCounts>('recount', 'correctBarcodes', 'lastBook');
    service = new LoanCountService(counts, work);
  });

  it('counts all books again, two transactions per lot, and adds up what was wrong', async () => {
    counts.lastBook.resolves(2_001);
    counts.recount.onFirstCall().resolves(1).onSecondCall().resolves(0).onThirdCall().resolves(2);
    counts.correctBarcodes.onFirstCall().resolves(0).onSecondCall().resolves(4).onThirdCall().resolves(1);
    expect(await service.recount()).to.deep.equal({ counts: 3, barcodes: 5 });
    const lots = [
      [0, 1_000],
      [1_000, 2_000],
      [2_000, 3_000],
    ];
    expect(counts.recount.args).to.deep.equal(lots);
    expect(counts.correctBarcodes.args).to.deep.equal(lots);
    expect(work.commits).to.equal(6);
  });

  it('counts nothing in a library without loans', async () => {
    counts.lastBook.resolves(0);
    expect(await service.recount()).to.deep.equal({ counts: 0, barcodes: 0 });
    expect(work.commits).to.equal(0);
  });
});
