import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { runJob } from '../../../../test/support/worker-jobs.js';
import { EventDelivery } from '../../../application/kernel/storage/event-delivery.js';
import { KeptAnswers } from '../../../application/kernel/storage/idempotency.js';
import { NetworkRetention } from '../../../application/kernel/storage/network-retention.js';
import { TrailKeeping } from '../../../application/kernel/trail/trail-keeping.js';
import { jobs } from './index.js';

describe('The jobs of the kernel', () => {
  afterEach(() => sinon.restore());

  it('get the services that they need', () => {
    expect(jobs.map(({ service }) => service)).to.deep.equal([
      EventDelivery,
      KeptAnswers,
      NetworkRetention,
      TrailKeeping,
    ]);
  });

  describe('kernel.deliver_events', () => {
    const { signal } = new AbortController();
    let delivery: SinonStubbedInstance<EventDelivery>;

    beforeEach(() => {
      delivery = sinon.createStubInstance(EventDelivery);
    });

    it('deletes old events, and then delivers new ones', async () => {
      const steps: [string, AbortSignal][] = [];
      delivery.prune.callsFake(async (stop) => void steps.push(['prune', stop]));
      delivery.deliver.callsFake(async (stop) => void steps.push(['deliver', stop]));
      await runJob(jobs, 'kernel.deliver_events', delivery, signal);
      expect(steps).to.deep.equal([
        ['prune', signal],
        ['deliver', signal],
      ]);
    });

    it('fails when an event was refused, so that the worker reports it', async () => {
      const fault = new AggregateError([], '2 events were not taken.');
      delivery.deliver.rejects(fault);
      const failure: unknown = await runJob(jobs, 'kernel.deliver_events', delivery, signal).catch(
        (error: unknown) => error,
      );
      expect(failure).to.equal(fault);
    });
  });

  it('kernel.forget_networks removes old networks, until it is stopped', async () => {
    const { signal } = new AbortController();
    const networks = sinon.createStubInstance(NetworkRetention);
    await runJob(jobs, 'kernel.forget_networks', networks, signal);
    expect(networks.forget.args).to.deep.equal([[signal]]);
  });

  it('kernel.keep_trail_months keeps the months of the audit trail', async () => {
    const keeping = sinon.createStubInstance(TrailKeeping);
    await runJob(jobs, 'kernel.keep_trail_months', keeping, new AbortController().signal);
    expect(keeping.keep.callCount).to.equal(1);
  });

  describe('kernel.forget_answers', () => {
    let answers: SinonStubbedInstance<KeptAnswers>;
    let controller: AbortController;

    beforeEach(() => {
      answers = stubOf<KeptAnswers>('forget');
      controller = new AbortController();
    });

    it('deletes a thousand answers at a time, until fewer are left', async () => {
      answers.forget.onFirstCall().resolves(1_000).onSecondCall().resolves(3);
      await runJob(jobs, 'kernel.forget_answers', answers, controller.signal);
      expect(answers.forget.args).to.deep.equal([[1_000], [1_000]]);
    });

    it('begins no further batch after a stop', async () => {
      answers.forget.callsFake(async () => {
        controller.abort();
        return 1_000;
      });
      await runJob(jobs, 'kernel.forget_answers', answers, controller.signal);
      expect(answers.forget.callCount).to.equal(1);
    });
  });
});
