import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { Decisions, LifecycleSwitches } from '../lifecycle/decisions.js';
import type { LifecycleFacts } from '../lifecycle/lifecycle-facts.js';
import { aLifecycle, declaring, factsAt } from '../lifecycle/lifecycles.fake.js';
import { EndsOfLife } from './ends-of-life.js';

let now: Date;
const { sunset: _, ...endless } = aLifecycle;
const all = [
  { ...endless, id: 'v1-no-sunset' },
  { ...aLifecycle, id: 'v1-late', sunset: '2028-12-01' },
  aLifecycle,
];

describe('The ends of life that operators see', () => {
  let decisions: SinonStubbedInstance<Decisions>;
  let switches: SinonStubbedInstance<LifecycleSwitches>;
  let ends: EndsOfLife;

  beforeEach(() => {
    now = new Date('2027-10-15T09:30:00Z');
    decisions = stubOf<Decisions>('all');
    decisions.all.resolves([]);
    switches = stubOf<LifecycleSwitches>('all');
    switches.all.resolves([]);
    const facts = stubOf<LifecycleFacts>('of');
    facts.of.callsFake(async (_lifecycle, until) => factsAt(until));
    ends = new EndsOfLife(declaring(...all), decisions, switches, facts, { now: () => now });
  });

  it('begin with the earliest sunset, and end with those without one', async () => {
    const ids = (await ends.list()).map(({ lifecycle }) => lifecycle.id);
    expect(ids).to.deep.equal(['v1-list-books', 'v1-late', 'v1-no-sunset']);
  });

  it('follow the calendar until the worker has decided', async () => {
    const [first] = await ends.list();
    expect(first).to.deep.include({ state: 'deprecated', since: null, checkedAt: null, obstacles: [] });
  });

  it('show what the worker has decided', async () => {
    const obstacles = [{ kind: 'no_usage_data' } as const];
    const decision = {
      state: 'held',
      obstacles,
      since: now,
      checkedAt: now,
      withoutBrownouts: false,
    } as const;
    decisions.all.resolves([{ ...decision, lifecycleId: aLifecycle.id }]);
    const [first] = await ends.list();
    expect(first).to.deep.include({ state: 'held', since: now, checkedAt: now, obstacles });
  });

  it('are held after their sunset until the worker has decided', async () => {
    now = new Date('2027-12-01T00:00:00Z');
    expect((await ends.list())[0]?.state).to.equal('held');
  });

  it('are found by their id', async () => {
    expect((await ends.find('v1-late'))?.lifecycle.sunset).to.equal('2028-12-01');
    expect(await ends.find('v1-other')).to.equal(undefined);
  });

  it('list the brownouts that are not over', async () => {
    const [first] = await ends.list();
    const days = first?.brownouts.map(({ from }) => from.toISOString().slice(0, 10));
    expect(days).to.deep.equal(['2027-10-19', '2027-11-02', '2027-11-17', '2027-11-24']);
  });

  for (const lifecycleId of [aLifecycle.id, '*'])
    it(`tell that brownouts of ${lifecycleId} are switched off`, async () => {
      switches.all.resolves([{ lifecycleId, kind: 'no_brownouts', reason: 'A busy week', at: now }]);
      const [first, second] = await ends.list();
      expect([first?.withoutBrownouts, second?.withoutBrownouts]).to.deep.equal([true, lifecycleId === '*']);
    });
});
