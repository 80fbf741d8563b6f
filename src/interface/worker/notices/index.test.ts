import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { runJob } from '../../../../test/support/worker-jobs.js';
import { NoticePlanner } from '../../../application/notices/notice-planner.js';
import { NoticeSender } from '../../../application/notices/notice-sender.js';
import { jobs } from './index.js';

describe('The jobs of the notices', () => {
  const { signal } = new AbortController();
  afterEach(() => sinon.restore());

  it('plan the notices of the day', async () => {
    const planner = sinon.createStubInstance(NoticePlanner);
    await runJob(jobs, 'notices.plan', planner, signal);
    expect(planner.plan.args).to.deep.equal([[signal]]);
  });

  it('send the planned notices', async () => {
    const sender = sinon.createStubInstance(NoticeSender);
    await runJob(jobs, 'notices.send', sender, signal);
    expect(sender.send.args).to.deep.equal([[signal]]);
  });

  it('get the services that they need', () => {
    expect(jobs.map(({ service }) => service)).to.deep.equal([NoticePlanner, NoticeSender]);
  });
});
