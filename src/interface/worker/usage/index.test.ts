import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { runJob } from '../../../../test/support/worker-jobs.js';
import { MailPlanner } from '../../../application/usage/mails/mail-planner.js';
import { MailSender } from '../../../application/usage/mails/mail-sender.js';
import { LifecycleWatch } from '../../../application/usage/lifecycle/lifecycle-watch.js';
import { jobs } from './index.js';

describe('The jobs of the usage', () => {
  const { signal } = new AbortController();
  afterEach(() => sinon.restore());

  it('decide the states of all ends of life', async () => {
    const watch = sinon.createStubInstance(LifecycleWatch);
    await runJob(jobs, 'usage.decide_lifecycles', watch, signal);
    expect(watch.decideAll.args).to.deep.equal([[signal]]);
  });

  it('plan and send the mails about ends of life', async () => {
    const [planner, sender] = [sinon.createStubInstance(MailPlanner), sinon.createStubInstance(MailSender)];
    await runJob(jobs, 'usage.plan_mails', planner, signal);
    await runJob(jobs, 'usage.send_mails', sender, signal);
    expect([planner.plan.args, sender.send.args]).to.deep.equal([[[signal]], [[signal]]]);
  });
});
