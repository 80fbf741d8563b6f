import 'reflect-metadata';
import { expect } from 'chai';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { Decisions, StoredDecision } from '../lifecycle/decisions.js';
import { aLifecycle, aSunset, declaring } from '../lifecycle/lifecycles.fake.js';
import { StateCounts } from './state-counts.js';

describe('The counts of states', () => {
  function decided(lifecycleId: string, state: StoredDecision['state']): StoredDecision {
    const at = { since: aSunset, checkedAt: aSunset };
    return { ...at, lifecycleId, state, obstacles: [], withoutBrownouts: false };
  }

  it('count what was decided, hold what was not, and leave out what is not declared any more', async () => {
    const decisions = stubOf<Decisions>('all');
    decisions.all.resolves([decided(aLifecycle.id, 'gone'), decided('v1-removed', 'held')]);
    const later = { ...aLifecycle, id: 'v1-late', sunset: '2028-12-01' };
    const declared = declaring(aLifecycle, { ...aLifecycle, id: 'v1-unknown' }, later);
    const counts = new StateCounts(declared, decisions, { now: () => aSunset });
    expect(await counts.byState()).to.deep.equal({
      active: 0,
      announced: 0,
      deprecated: 1,
      brownout: 0,
      held: 1,
      gone: 1,
    });
  });
});
