import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { ProcessEvent } from '../../kernel/process/process-events.js';
import type { Decisions, LifecycleSwitches, StoredDecision } from './decisions.js';
import type { LifecycleFacts } from './lifecycle-facts.js';
import { LifecycleWatch } from './lifecycle-watch.js';
import { aLifecycle, aSunset, aUse, declaring, factsAt } from './lifecycles.fake.js';
import { ProofService } from './proof-service.js';

const running = new AbortController().signal;
const other = { ...aLifecycle, id: 'v1-get-book' };

describe('The watch over ends of life', () => {
  let facts: SinonStubbedInstance<LifecycleFacts>;
  let switches: SinonStubbedInstance<LifecycleSwitches>;
  let decisions: SinonStubbedInstance<Decisions>;
  let proofs: SinonStubbedInstance<ProofService>;
  let now: Date;
  let watch: LifecycleWatch;
  let happened: ProcessEvent[];

  beforeEach(() => {
    now = aSunset;
    facts = stubOf<LifecycleFacts>('of');
    facts.of.callsFake(async (_, until) => factsAt(until));
    switches = stubOf<LifecycleSwitches>('all');
    switches.all.resolves([]);
    decisions = stubOf<Decisions>('all', 'store');
    decisions.all.resolves([]);
    proofs = sinon.createStubInstance(ProofService);
    const clock = { now: () => now };
    happened = [];
    watch = new LifecycleWatch(declaring(aLifecycle, other), facts, switches, decisions, proofs, clock, {
      happened: (event) => happened.push(event),
    });
  });
  afterEach(() => sinon.restore());

  const storedStates = () => decisions.store.args.map(([{ lifecycleId, state }]) => [lifecycleId, state]);

  function decidedBefore(state: StoredDecision['state']): void {
    const before = { lifecycleId: aLifecycle.id, state, since: now, checkedAt: now };
    decisions.all.resolves([{ ...before, withoutBrownouts: false, obstacles: [] }]);
  }

  it('stores the state of each, and a record where nobody is left', async () => {
    facts.of.withArgs(other).callsFake(async (_, until) => factsAt(until, { uses: [aUse] }));
    await watch.decideAll(running);
    expect(storedStates()).to.deep.equal([
      [aLifecycle.id, 'gone'],
      [other.id, 'held'],
    ]);
    expect(proofs.keep.args.map(([{ id }, at]) => [id, at])).to.deep.equal([[aLifecycle.id, aSunset]]);
  });

  it('reads no facts where the calendar decides', async () => {
    now = new Date('2027-06-01T00:00:00Z');
    await watch.decideAll(running);
    expect(storedStates().map(([, state]) => state)).to.deep.equal(['deprecated', 'deprecated']);
    expect(facts.of.called).to.equal(false);
  });

  it('leaves what is gone as it is, unless an operator holds it', async () => {
    decidedBefore('gone');
    facts.of.callsFake(async (_, until) => factsAt(until, { uses: [aUse] }));
    await watch.decideAll(running);
    expect(storedStates()).to.deep.equal([[other.id, 'held']]);
    decisions.store.resetHistory();
    switches.all.resolves([{ lifecycleId: aLifecycle.id, kind: 'hold', reason: 'Needed.', at: now }]);
    await watch.decideAll(running);
    expect(storedStates()[0]).to.deep.equal([aLifecycle.id, 'held']);
  });

  it('decides anew what was gone before its sunset was moved', async () => {
    decidedBefore('gone');
    now = new Date('2027-11-30T00:00:00Z');
    await watch.decideAll(running);
    expect(storedStates()[0]).to.deep.equal([aLifecycle.id, 'deprecated']);
  });

  it('obeys a switch for all of them', async () => {
    switches.all.resolves([{ lifecycleId: '*', kind: 'no_brownouts', reason: 'Repair.', at: now }]);
    now = new Date('2027-10-05T14:00:00Z');
    await watch.decideAll(running);
    expect(
      decisions.store.args.map(([{ state, withoutBrownouts }]) => [state, withoutBrownouts]),
    ).to.deep.equal([
      ['deprecated', true],
      ['deprecated', true],
    ]);
  });

  it('logs a brownout that it skips, with the reason, and not again with the next decision', async () => {
    now = new Date('2027-10-05T14:00:00Z');
    facts.of.callsFake(async (_, until) => factsAt(until, { uses: [aUse] }));
    await watch.decideAll(running);
    expect(happened.map(({ facts: told }) => told?.['lifecycle'])).to.deep.equal([aLifecycle.id, other.id]);
    expect(happened[0]).to.deep.equal({
      level: 'warn',
      event: 'brownout skipped',
      facts: {
        lifecycle: aLifecycle.id,
        from: '2027-10-05T14:00:00.000Z',
        until: '2027-10-05T14:15:00.000Z',
        reason: 'not told in time: client 7',
      },
    });
    const stored = decisions.store.args.map(([each]) => ({ ...each, since: now }));
    decisions.all.resolves(stored);
    now = new Date('2027-10-05T14:05:00Z');
    await watch.decideAll(running);
    expect(happened).to.have.lengthOf(2);
  });

  it('decides the others if one cannot be decided, and changes nothing of that one', async () => {
    facts.of.withArgs(aLifecycle).rejects(new Error('away'));
    const error: unknown = await watch.decideAll(running).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(AggregateError);
    expect(storedStates()).to.deep.equal([[other.id, 'gone']]);
  });

  it('stops when it is asked to', async () => {
    await watch.decideAll(AbortSignal.abort());
    expect(decisions.store.called).to.equal(false);
  });
});
