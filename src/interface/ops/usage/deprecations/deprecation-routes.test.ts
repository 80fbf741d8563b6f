import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { anAdmin } from '../../../../../test/support/callers.js';
import { call } from '../../../../../test/support/route-call.js';
import { aLifecycle, aUse, factsAt } from '../../../../application/usage/lifecycle/lifecycles.fake.js';
import { EndsOfLife, type EndOfLife } from '../../../../application/usage/operators/ends-of-life.js';
import { DeprecationRoutes } from './deprecation-routes.js';

const now = new Date('2027-11-30T09:30:00Z');
const end: EndOfLife = {
  lifecycle: aLifecycle,
  state: 'deprecated',
  since: null,
  checkedAt: null,
  obstacles: [],
  facts: factsAt(now, { uses: [aUse] }),
  brownouts: [{ from: new Date('2027-11-30T14:00:00Z'), until: new Date('2027-12-01T14:00:00Z') }],
  switches: [{ lifecycleId: '*', kind: 'no_brownouts', reason: 'A busy week.', at: now }],
  withoutBrownouts: true,
};
const held: EndOfLife = {
  ...end,
  lifecycle: { ...aLifecycle, id: 'v1-held' },
  state: 'held',
  obstacles: [{ kind: 'caller', consumerId: 7, name: 'Kiosk', calls: 3, lastAt: now }],
  brownouts: [],
};

describe('The deprecation routes of the operators', () => {
  let ends: SinonStubbedInstance<EndsOfLife>;
  let routes: DeprecationRoutes;

  beforeEach(() => {
    ends = sinon.createStubInstance(EndsOfLife);
    ends.list.resolves([end, held]);
    routes = new DeprecationRoutes(ends);
  });
  afterEach(() => sinon.restore());

  const data = async (operationId: string) => {
    const { body } = await call(routes, operationId, { caller: anAdmin });
    return (body as { data: Record<string, unknown>[] }).data;
  };

  it('list what is deprecated, with who still calls it', async () => {
    const [first, second] = await data('listDeprecations');
    expect([first?.['id'], second?.['id']]).to.deep.equal(['v1-list-books', 'v1-held']);
    expect(first?.['callers']).to.deep.equal([
      {
        consumer: 7,
        name: 'Kiosk',
        class: 'external',
        calls: 3,
        lastAt: '2027-11-30T00:00:00.000Z',
        toldAt: null,
        consented: false,
        extendedUntil: null,
      },
    ]);
  });

  it('tell what operators have switched, and whether for all', async () => {
    const [first] = await data('listDeprecations');
    expect(first?.['switches']).to.deep.equal([
      { kind: 'no_brownouts', forAll: true, reason: 'A busy week.', at: now.toISOString() },
    ]);
  });

  it('list held sunsets with what holds them', async () => {
    const listed = await data('listHeldSunsets');
    expect(listed.map(({ id, heldBy }) => [id, heldBy])).to.deep.equal([
      ['v1-held', ['Kiosk still calls it (3 calls in 30 days)']],
    ]);
  });

  it('list the brownouts to come, and whether operators have switched them off', async () => {
    expect(await data('listBrownouts')).to.deep.equal([
      {
        deprecation: 'v1-list-books',
        from: '2027-11-30T14:00:00.000Z',
        until: '2027-12-01T14:00:00.000Z',
        switchedOff: true,
      },
    ]);
  });
});
