import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { runJob } from '../../../../test/support/worker-jobs.js';
import { RetentionService } from '../../../application/circulation/retention/retention-service.js';
import { jobs } from './index.js';

describe('The jobs of circulation', () => {
  afterEach(() => sinon.restore());

  it('anonymise closed loans until they are stopped', async () => {
    const { signal } = new AbortController();
    const retention = sinon.createStubInstance(RetentionService);
    await runJob(jobs, 'circulation.forget_borrowers', retention, signal);
    expect(retention.forget.args).to.deep.equal([[signal]]);
    expect(jobs[0]?.service).to.equal(RetentionService);
  });
});
