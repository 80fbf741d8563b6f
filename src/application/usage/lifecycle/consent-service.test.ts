import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { aPatron, anAdmin } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import type { Agreements, StoredAgreement } from './agreements.js';
import { ConsentService, type Agreeing } from './consent-service.js';
import { aLifecycle, declaring } from './lifecycles.fake.js';

const now = new Date('2027-06-01T00:00:00Z');
const own = { id: 7, patronId: aPatron.patronId, isConfirmed: true };
const foreign = { id: 8, patronId: aPatron.patronId + 100, isConfirmed: true };
const consent: Agreeing = {
  lifecycleId: aLifecycle.id,
  consumerId: undefined,
  until: undefined,
  reason: undefined,
};

describe('The consent service', () => {
  let agreements: SinonStubbedInstance<Agreements>;
  let audit: FakeAuditTrail;
  let service: ConsentService;

  beforeEach(() => {
    agreements = stubOf<Agreements>('consumersOf', 'consumer', 'of', 'add');
    agreements.consumersOf.resolves([own]);
    agreements.consumer.withArgs(own.id).resolves(own);
    agreements.consumer.withArgs(foreign.id).resolves(foreign);
    agreements.add.resolves(true);
    agreements.of.callsFake(async () => agreements.add.args.map(([each]) => each));
    const work = new FakeUnitOfWork();
    audit = new FakeAuditTrail(work);
    const { sunset: _, ...endless } = aLifecycle;
    const declared = declaring(aLifecycle, { ...endless, id: 'endless' });
    service = new ConsentService(declared, agreements, audit, work, { now: () => now });
  });

  const added = (): readonly StoredAgreement[] => agreements.add.args.map(([each]) => each);

  it('stores the consent of the owner for all own clients', async () => {
    const agreed = await service.agree(aPatron, consent);
    const stored = { lifecycleId: aLifecycle.id, consumerId: 7, kind: 'consent', until: null } as const;
    expect(agreed).to.deep.equal([{ ...stored, by: aPatron.patronId, reason: null, at: now }]);
    expect(audit.actions).to.deep.equal(['usage.sunset_consented']);
  });

  it('leaves out a program that may be that of somebody else, and refuses one alone, but for an admin', async () => {
    const doubtful = { ...own, id: 9, isConfirmed: false };
    agreements.consumersOf.resolves([own, doubtful]);
    await service.agree(aPatron, consent);
    expect(added().map(({ consumerId }) => consumerId)).to.deep.equal([own.id]);
    agreements.consumer.withArgs(doubtful.id).resolves(doubtful);
    const one = { ...consent, consumerId: doubtful.id, reason: 'Asked on the phone.' };
    expect(await codesOf(() => service.agree(aPatron, one))).to.deep.equal(['usage.program_unconfirmed']);
    agreements.consumersOf.resolves([doubtful]);
    expect(await codesOf(() => service.agree(aPatron, consent))).to.deep.equal(['usage.program_unconfirmed']);
    await service.agree({ ...aPatron, role: 'admin' }, one);
    expect(added().map(({ consumerId }) => consumerId)).to.deep.equal([own.id, doubtful.id]);
  });

  it('records nothing for a consent that was given before', async () => {
    agreements.add.resolves(false);
    await service.agree(aPatron, consent);
    expect(audit.events).to.deep.equal([]);
  });

  it('stores an extension once, up to 90 days after the sunset', async () => {
    const until = new Date('2028-02-29T00:00:00Z');
    await service.agree(aPatron, { ...consent, until });
    expect(added()[0]).to.deep.include({ kind: 'extension', until });
    expect(audit.events[0]?.details).to.deep.equal({
      lifecycleId: aLifecycle.id,
      until: until.toISOString(),
    });
    agreements.add.resolves(false);
    expect(await codesOf(() => service.agree(aPatron, { ...consent, until }))).to.deep.equal([
      'usage.extension_taken',
    ]);
    for (const wrong of [now, new Date(until.getTime() + 1)])
      expect(await codesOf(() => service.agree(aPatron, { ...consent, until: wrong }))).to.deep.equal([
        'usage.extension_too_long',
      ]);
  });

  it('refuses a key, whoever owns it', async () => {
    const key = { ...anAdmin, apiKey: 3, scopes: ['usage:write'] };
    expect(await codesOf(() => service.agree(key, consent))).to.deep.equal(['usage.consent_by_key']);
  });

  it('lets an admin agree for the client of somebody else, with a reason', async () => {
    const ofOther = { ...consent, consumerId: foreign.id };
    for (const reason of [undefined, ' '])
      expect(await codesOf(() => service.agree(anAdmin, { ...ofOther, reason }))).to.deep.equal([
        'usage.consent_needs_reason',
      ]);
    await service.agree(anAdmin, { ...ofOther, reason: 'Asked on the phone.' });
    expect(added()[0]).to.include({ by: anAdmin.patronId, reason: 'Asked on the phone.' });
    expect(audit.events[0]?.details).to.deep.equal({
      lifecycleId: aLifecycle.id,
      reason: 'Asked on the phone.',
    });
  });

  it('does not tell others whether a client exists', async () => {
    const reason = 'Mine.';
    for (const consumerId of [foreign.id, 99])
      expect(await codesOf(() => service.agree(aPatron, { ...consent, consumerId, reason }))).to.deep.equal([
        'usage.consumer_not_found',
      ]);
    agreements.consumersOf.resolves([]);
    expect(await codesOf(() => service.agree(aPatron, consent))).to.deep.equal(['usage.consumer_not_found']);
  });

  it('refuses an unknown deprecation, and one without a sunset', async () => {
    for (const [lifecycleId, code] of [
      ['nothing', 'usage.deprecation_not_found'],
      ['endless', 'usage.sunset_not_set'],
    ] as const)
      expect(await codesOf(() => service.agree(aPatron, { ...consent, lifecycleId }))).to.deep.equal([code]);
  });
});
