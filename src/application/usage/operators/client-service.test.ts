import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { ClientService } from './client-service.js';
import type { Clients } from './clients.js';

const now = new Date('2027-06-01T00:00:00Z');
const later = new Date('2027-07-01T00:00:00Z');

describe('The client service', () => {
  let clients: SinonStubbedInstance<Clients>;
  let audit: FakeAuditTrail;
  let service: ClientService;

  beforeEach(() => {
    clients = stubOf<Clients>('lock', 'store');
    clients.lock.withArgs(7).resolves({ class: 'external', mutedUntil: null });
    const work = new FakeUnitOfWork();
    audit = new FakeAuditTrail(work);
    service = new ClientService(work, clients, audit, { now: () => now });
  });

  it('changes what is given, and keeps the rest', async () => {
    await service.change(7, { class: 'internal' }, ' Our own display. ');
    await service.change(7, { mutedUntil: later }, 'On holiday.');
    expect(clients.store.args).to.deep.equal([
      [7, { class: 'internal', mutedUntil: null }],
      [7, { class: 'external', mutedUntil: later }],
    ]);
    expect(audit.events[0]).to.deep.include({
      action: 'usage.client_changed',
      subject: { type: 'consumer', id: 7 },
      details: {
        class: 'internal',
        mutedUntil: null,
        before: { class: 'external', mutedUntil: null },
        reason: 'Our own display.',
      },
    });
  });

  it('stores and records nothing if nothing changes', async () => {
    clients.lock.withArgs(8).resolves({ class: 'external', mutedUntil: later });
    await service.change(7, { class: 'external', mutedUntil: null }, 'The same.');
    await service.change(8, { mutedUntil: new Date(later) }, 'The same.');
    expect(clients.store.called).to.equal(false);
    expect(audit.events).to.deep.equal([]);
  });

  it('refuses an unknown client, and a moment that is past', async () => {
    const unknown = () => service.change(9, { class: 'probe' }, 'A monitor.');
    expect(await codesOf(unknown)).to.deep.equal(['usage.consumer_not_found']);
    const past = () => service.change(7, { mutedUntil: now }, 'Too late.');
    expect(await codesOf(past)).to.deep.equal(['usage.muting_past']);
    expect(audit.events).to.deep.equal([]);
  });
});
