import 'reflect-metadata';
import { expect } from 'chai';
import sinon from 'sinon';
import { runJob } from '../../../../test/support/worker-jobs.js';
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
});
