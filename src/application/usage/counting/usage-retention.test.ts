import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { Consumers } from '../consumers/consumers.js';
import type { KeptUsage } from './kept-usage.js';
import { UsageRetention } from './usage-retention.js';

const running = new AbortController().signal;

describe('The usage retention', () => {
  let usage: SinonStubbedInstance<KeptUsage>;
  let consumers: SinonStubbedInstance<Consumers>;
  let retention: UsageRetention;

  beforeEach(() => {
    usage = stubOf<KeptUsage>('rollUp', 'removeDays', 'removeEvidence', 'removeUnused');
    for (const method of Object.values(usage)) method.resolves(0);
    consumers = stubOf<Consumers>('forgetLeftovers');
    consumers.forgetLeftovers.resolves(0);
    retention = new UsageRetention(usage, consumers, { now: () => new Date('2026-12-31T09:30:00Z') });
  });

  it('makes days of hours after 35 days, and removes days after 25 months and evidence after 90 days', async () => {
    await retention.age(running);
    const moments = [usage.rollUp.args, usage.removeDays.args, usage.removeEvidence.args].map((args) =>
      args[0]?.[0].toISOString(),
    );
    expect(moments).to.deep.equal([
      '2026-11-26T00:00:00.000Z',
      '2024-12-01T00:00:00.000Z',
      '2026-10-02T09:30:00.000Z',
    ]);
  });

  it('goes on until a lot is not full, and stops when it is asked to', async () => {
    usage.rollUp.onFirstCall().resolves(1_000).onSecondCall().resolves(3);
    await retention.age(running);
    expect(usage.rollUp.callCount).to.equal(2);
    await retention.age(AbortSignal.abort());
    expect(usage.rollUp.callCount).to.equal(2);
  });

  it('forgets what was stored of closed accounts, until nothing is left', async () => {
    consumers.forgetLeftovers.onFirstCall().resolves(100).onSecondCall().resolves(1);
    await retention.forgetClosed(running);
    expect(consumers.forgetLeftovers.callCount).to.equal(2);
  });
});
