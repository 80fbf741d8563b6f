import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { handlerOf, outputOf } from '../../../../test/support/cli-handlers.js';
import { LoanCountService } from '../../../application/circulation/statistics/loan-count-service.js';
import { countLoans } from './count-loans.js';

describe('The command count-loans', () => {
  it('tells how many counts and barcodes it has corrected', async () => {
    const counts = sinon.createStubInstance(LoanCountService);
    counts.recount.resolves({ counts: 3, barcodes: 2 });
    const handler = handlerOf(countLoans, LoanCountService, counts);
    expect(await outputOf(() => handler.run({}))).to.equal('Counts corrected: 3\nBarcodes corrected: 2\n');
  });
});
