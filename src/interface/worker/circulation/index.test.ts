import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { runJob } from '../../../../test/support/worker-jobs.js';
import { LoanCountService } from '../../../application/circulation/statistics/loan-count-service.js';
import { RetentionService } from '../../../application/circulation/retention/retention-service.js';
import { jobs } from './index.js';

describe('The jobs of circulation', () => {
  afterEach(() => sinon.restore());

  it('anonymise closed loans until they are stopped', async () => {
    const { signal } = new AbortController();
    const retention = sinon.createStubInstance(RetentionService);
    await runJob(jobs, 'circulation.forget_borrowers', retention, signal);
    expect(retention.forget.args).to.deep.equal([[signal]]);
  });

  it('settle the noted changes of the numbers of loans until they are stopped', async () => {
    const { signal } = new AbortController();
    const counts = sinon.createStubInstance(LoanCountService);
    await runJob(jobs, 'circulation.settle_loan_counts', counts, signal);
    expect(counts.settle.args).to.deep.equal([[signal]]);
  });

  it('are run by the services that they name', () => {
    expect(jobs.map(({ service }) => service)).to.deep.equal([LoanCountService, RetentionService]);
  });
});
