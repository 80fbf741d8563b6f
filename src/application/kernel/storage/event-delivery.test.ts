import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { Clock } from '../clock.js';
import { EventDelivery } from './event-delivery.js';
import type { Deliveries, EventConsumer } from './outbox.js';

const running = new AbortController().signal;
const consumers: EventConsumer[] = [{ name: 'circulation.tally', receive: () => Promise.resolve() }];

describe('The delivery of events', () => {
  let deliveries: SinonStubbedInstance<Deliveries>;
  let clock: SinonStubbedInstance<Clock>;
  let delivery: EventDelivery;

  beforeEach(() => {
    deliveries = stubOf<Deliveries>('deliver', 'prune');
    clock = stubOf<Clock>('now');
    deliveries.deliver.resolves({ tried: 0, errors: [] });
    delivery = new EventDelivery(deliveries, consumers, clock);
  });

  it('passes events to all consumers, 50 per transaction, until no deliverable event is left', async () => {
    deliveries.deliver.onFirstCall().resolves({ tried: 50, errors: [] });
    deliveries.deliver.onSecondCall().resolves({ tried: 1, errors: [] });
    await delivery.deliver(running);
    expect(deliveries.deliver.args).to.deep.equal([
      [consumers, 50],
      [consumers, 50],
      [consumers, 50],
    ]);
  });

  it('continues after an event that a consumer refused, and reports all of them at the end', async () => {
    const [first, second] = [new Error('not this one'), new Error('nor this one')];
    deliveries.deliver.onFirstCall().resolves({ tried: 50, errors: [first] });
    deliveries.deliver.onSecondCall().resolves({ tried: 1, errors: [second] });
    const failure = await delivery.deliver(running).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(AggregateError).with.deep.property('errors', [first, second]);
    expect(deliveries.deliver.callCount).to.equal(3);
  });

  it('begins no further transaction after a stop', async () => {
    await delivery.deliver(AbortSignal.abort());
    expect(deliveries.deliver.called).to.equal(false);
  });

  it('deletes events delivered more than 7 days ago, until none is left', async () => {
    clock.now.returns(new Date('2026-12-08T09:30:00Z'));
    deliveries.prune.onFirstCall().resolves(1_000).onSecondCall().resolves(3);
    await delivery.prune(running);
    const weekAgo = new Date('2026-12-01T09:30:00Z');
    expect(deliveries.prune.args).to.deep.equal([
      [weekAgo, 1_000],
      [weekAgo, 1_000],
    ]);
  });
});
