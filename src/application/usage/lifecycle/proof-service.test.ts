import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { LifecycleFacts } from './lifecycle-facts.js';
import { aLifecycle, aSunset, aUse, declaring, factsAt } from './lifecycles.fake.js';
import { ProofService } from './proof-service.js';
import type { Proofs, StoredProof } from './proofs.js';

const now = new Date('2027-06-01T00:00:00Z');
const { sunset: _, ...endless } = aLifecycle;

describe('The proof service', () => {
  let facts: SinonStubbedInstance<LifecycleFacts>;
  let stored: StoredProof[];
  let service: ProofService;

  beforeEach(() => {
    facts = stubOf<LifecycleFacts>('of');
    facts.of.callsFake(async (_lifecycle, until) => factsAt(until));
    stored = [];
    const proofs: Proofs = {
      add: async (proof) => stored.push({ ...proof, id: stored.length + 1 }),
      find: async (id) => stored.find((each) => each.id === id),
    };
    const fingerprints = { of: (text: string) => `${text.length}:${text}` };
    const declared = declaring(aLifecycle, { ...endless, id: 'endless' });
    service = new ProofService(declared, facts, proofs, fingerprints, new FakeUnitOfWork(), {
      now: () => now,
    });
  });

  it('finds who would break, with the calls up to now for a later day, and stores nothing then', async () => {
    facts.of.callsFake(async (_lifecycle, until) => factsAt(until, { uses: [aUse] }));
    const { obstacles, proof } = await service.simulate(aLifecycle.id, aSunset);
    expect(obstacles).to.deep.equal([
      { kind: 'caller', consumerId: 7, name: 'Kiosk', calls: 3, lastAt: aUse.lastAt },
    ]);
    expect(proof).to.equal(undefined);
    expect(stored).to.deep.equal([]);
    expect(facts.of.args).to.deep.equal([[aLifecycle, now]]);
  });

  it('finds who would break also where the date alone decides', async () => {
    const byDate = { ...aLifecycle, guard: 'date' } as const;
    facts.of.callsFake(async (_lifecycle, until) => factsAt(until, { uses: [aUse] }));
    const proofs = stubOf<Proofs>('add');
    const alone = new ProofService(declaring(byDate), facts, proofs, { of: () => '' }, new FakeUnitOfWork(), {
      now: () => now,
    });
    expect((await alone.simulate(byDate.id, aSunset)).obstacles).to.have.lengthOf(1);
  });

  it('stores a record that nobody is left, and verifies it', async () => {
    const { proof } = await service.simulate(aLifecycle.id, aSunset);
    expect(proof).to.include({ id: 1, lifecycleId: aLifecycle.id, at: aSunset, madeAt: now });
    expect(await service.verify(1)).to.deep.equal([]);
    expect(await service.verify(1, proof)).to.deep.equal([]);
  });

  it('finds a record that was changed, and one that does not exist', async () => {
    const { proof } = await service.simulate(aLifecycle.id, aSunset);
    const { content = '', hash = '' } = proof ?? {};
    const changed = [
      { content: content.replace('2027-12-01', '2028-12-01'), hash },
      { content, hash: 'other' },
    ];
    for (const given of changed)
      expect(await service.verify(1, given)).to.deep.equal(['The record differs from what was stored.']);
    expect(await service.verify(2)).to.deep.equal(['There is no record 2.']);
  });

  it('finds a record whose facts name somebody', async () => {
    await service.keep(aLifecycle, aSunset, factsAt(now, { uses: [aUse] }));
    expect((await service.verify(1))[0])
      .to.include('name somebody')
      .and.include('Kiosk');
  });

  it('refuses an unknown id, one without a sunset, and a moment before it', async () => {
    const wrong: [string, Date, string][] = [
      ['nothing', aSunset, 'There are: v1-list-books, endless.'],
      ['endless', aSunset, 'has no sunset yet'],
      [aLifecycle.id, new Date(aSunset.getTime() - 1), 'not gone before 2027-12-01'],
    ];
    for (const [id, at, message] of wrong) {
      const error: unknown = await service.simulate(id, at).catch((thrown: unknown) => thrown);
      expect(error, id).to.be.an('error').with.property('message').that.includes(message);
    }
  });
});
