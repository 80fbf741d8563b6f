import { expect } from 'chai';
import sinon, { type SinonFakeTimers, type SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { Decisions, StoredDecision } from '../../../application/usage/lifecycle/decisions.js';
import { ReadStates } from './read-states.js';

const at = new Date('2027-12-01T00:00:00Z');
const held: StoredDecision = {
  lifecycleId: 'v1-list-books',
  state: 'held',
  since: at,
  checkedAt: at,
  withoutBrownouts: false,
  obstacles: [],
};

describe('The states that a process has read', () => {
  let decisions: SinonStubbedInstance<Decisions>;
  let states: ReadStates;
  let timers: SinonFakeTimers;

  beforeEach(() => {
    timers = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    decisions = stubOf<Decisions>('all');
    decisions.all.resolves([held]);
    states = new ReadStates(decisions);
  });
  afterEach(() => timers.restore());

  /** Lets the reading end that was begun. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  const stateNow = () => states.of(held.lifecycleId)?.state;

  it('are unknown until they are read, and asking reads nothing', () => {
    expect(stateNow()).to.equal(undefined);
    expect(decisions.all.called).to.equal(false);
  });

  it('are read at the start and once a minute, until the end', async () => {
    const end = states.begin();
    await settled();
    expect(stateNow()).to.equal('held');
    decisions.all.resolves([{ ...held, state: 'gone' }]);
    timers.tick(59_999);
    await settled();
    expect(stateNow()).to.equal('held');
    timers.tick(1);
    await settled();
    expect(stateNow()).to.equal('gone');
    end();
    timers.tick(600_000);
    expect(decisions.all.callCount).to.equal(2);
  });

  it('stay as they are while the database is away', async () => {
    states.begin();
    await settled();
    decisions.all.rejects(new Error('away'));
    timers.tick(60_000);
    await settled();
    expect(stateNow()).to.equal('held');
    expect(states.of('another')).to.equal(undefined);
  });
});
