import 'reflect-metadata';
import { expect } from 'chai';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { Decisions, StoredDecision } from './decisions.js';
import { HeldSunsets } from './held-sunsets.js';
import { aLifecycle, aSunset, declaring } from './lifecycles.fake.js';

const held: StoredDecision = {
  lifecycleId: aLifecycle.id,
  state: 'held',
  since: aSunset,
  checkedAt: aSunset,
  withoutBrownouts: false,
  obstacles: [{ kind: 'no_usage_data' }],
};

describe('The held sunsets', () => {
  it('are those that the worker holds, with what holds them; a removed lifecycle is left out', async () => {
    const decisions = stubOf<Decisions>('all');
    decisions.all.resolves([
      held,
      { ...held, lifecycleId: 'removed' },
      { ...held, state: 'gone', obstacles: [] },
    ]);
    const list = await new HeldSunsets(declaring(aLifecycle), decisions).list();
    expect(list).to.deep.equal([
      { lifecycle: aLifecycle, since: aSunset, checkedAt: aSunset, obstacles: [{ kind: 'no_usage_data' }] },
    ]);
  });
});
