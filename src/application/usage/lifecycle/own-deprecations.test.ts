import 'reflect-metadata';
import { expect } from 'chai';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { Agreements, StoredAgreement } from './agreements.js';
import { aLifecycle, aSunset, declaring } from './lifecycles.fake.js';
import { OwnDeprecations, type OwnUse, type OwnUses } from './own-deprecations.js';

const use: OwnUse = {
  consumerId: 7,
  kind: 'key',
  keyId: 3,
  program: null,
  major: 1,
  operationId: 'listBooks',
  element: '',
  calls: 2,
  lastAt: new Date('2027-11-30T00:00:00Z'),
  evidence: [],
};
const agreement: StoredAgreement = {
  lifecycleId: aLifecycle.id,
  consumerId: 7,
  kind: 'consent',
  until: null,
  by: 1,
  reason: null,
  at: aSunset,
};

describe('The own deprecations', () => {
  it('are those that own clients used in the last 30 days, with the agreements of these clients', async () => {
    const other = { ...aLifecycle, id: 'v1-get-book' };
    const uses = stubOf<OwnUses>('of');
    uses.of.callsFake(async (_, { id }) => (id === aLifecycle.id ? [use] : []));
    const agreements = stubOf<Agreements>('of');
    agreements.of.resolves([agreement, { ...agreement, consumerId: 8 }]);
    const known = { state: 'held', withoutBrownouts: false } as const;
    const own = new OwnDeprecations(declaring(aLifecycle, other), { of: () => known }, uses, agreements, {
      now: () => aSunset,
    });
    const list = await own.list({ patronId: 1 });
    expect(list).to.deep.equal([{ lifecycle: aLifecycle, known, uses: [use], agreements: [agreement] }]);
    expect(uses.of.args[0]).to.deep.equal([{ patronId: 1 }, aLifecycle, new Date('2027-11-01T00:00:00Z')]);
  });
});
