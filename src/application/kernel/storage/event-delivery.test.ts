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

  it('gives events to all consumers, 50 in a transaction, until nothing is left that can be delivered', async () => {
    deliveries.deliver.onFirstCall().resolves({ tried: 50, errors: [] });
    deliveries.deliver.onSecondCall().resolves({ tried: 1, errors: [] });
    await delivery.deliver(running);
    expect(deliveries.deliver.args).to.deep.equal([
      [consumers, 50],
      [consumers, 50],
      [consumers, 50],
    ]);
  });

  it('goes on after an event that somebody did not take, and tells of all of them at the end', async () => {
    const [first, second] = [new Error('not this one'), new Error('nor this one')];
    deliveries.deliver.onFirstCall().resolves({ tried: 50, errors: [first] });
    deliveries.deliver.onSecondCall().resolves({ tried: 1, errors: [second] });
    const failure = await delivery.deliver(running).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(AggregateError).with.deep.property('errors', [first, second]);
    expect(deliveries.deliver.callCount).to.equal(3);
  });

  it('delivers nothing once it is to stop', async () => {
    await delivery.deliver(AbortSignal.abort());
    expect(deliveries.deliver.called).to.equal(false);
  });

  it('removes what was delivered more than 7 days ago, until nothing of it is left', async () => {
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
