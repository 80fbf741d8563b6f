import 'reflect-metadata';
import { expect } from 'chai';
import { aLibrarian, anAdmin, aPatron } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import type { SignedIn } from '../../kernel/request/caller.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { ownerAlone } from './consumers.js';
import { FakeConsumers } from './consumers.fake.js';
import { ProgramService, type ProgramWish } from './program-service.js';

describe('The program service', () => {
  let consumers: FakeConsumers;
  let audit: FakeAuditTrail;
  let service: ProgramService;

  beforeEach(() => {
    const work = new FakeUnitOfWork();
    consumers = new FakeConsumers(work);
    consumers.accounts.set(aPatron.patronId, { isDeveloper: true, mutedUntil: null });
    audit = new FakeAuditTrail(work);
    const owners = {
      exists: (id: number) => Promise.resolve(id < 100),
      keysOf: () => Promise.resolve([]),
      ofKey: (owner: number | undefined, key: number) =>
        Promise.resolve(key === 7 && (owner === undefined || owner === aLibrarian.patronId) ? 2 : undefined),
    };
    service = new ProgramService(work, consumers, consumers, owners, audit);
  });

  const register = (by: SignedIn, wish: Partial<ProgramWish> = {}) =>
    service.register(by, { ...aWish, ...wish });
  const aWish = { program: 'Reader', name: 'A reader', ownerId: undefined, ...ownerAlone, reason: undefined };

  it('registers a program for its owner, and records it', async () => {
    const id = await register(aPatron);
    expect(consumers.stored).to.deep.equal([
      {
        id,
        program: 'reader',
        ownerId: 3,
        name: 'A reader',
        ...ownerAlone,
        class: 'external',
        firstSeenAt: new Date(0),
      },
    ]);
    expect(audit.events).to.deep.equal([
      {
        action: 'usage.program_registered',
        subject: { type: 'patron', id: 3 },
        details: { program: 'reader' },
      },
    ]);
  });

  it('takes a program of somebody else, or for somebody else, only with a reason, which is recorded', async () => {
    const needsReason = ['usage.change_needs_reason'];
    expect(await codesOf(() => register(anAdmin, { ownerId: 3, reason: ' ' }))).to.deep.equal(needsReason);
    await register(anAdmin, { ownerId: 3, reason: ' Asked on the phone. ' });
    expect(audit.events.at(-1)?.details).to.deep.equal({ program: 'reader', reason: 'Asked on the phone.' });
    expect(await codesOf(() => register(anAdmin))).to.deep.equal(needsReason);
  });

  it('registers it again for the same owner, which changes it', async () => {
    const id = await register(aPatron);
    expect(await register(aPatron, { name: 'Another name' })).to.equal(id);
    expect(consumers.stored.map(({ name }) => name)).to.deep.equal(['Another name']);
  });

  it('confirms that a program is theirs if it was never seen, or if an admin says so, and keeps that', async () => {
    const isConfirmed = () => consumers.confirmed.get('reader');
    const id = await register(aPatron);
    expect(isConfirmed()).to.equal(true);
    await consumers.unregister(3, id);
    await register(aPatron);
    expect(isConfirmed(), 'seen before').to.equal(false);
    await register(anAdmin, { ownerId: 3, reason: 'Asked on the phone.' });
    await register(aPatron, { name: 'Another name' });
    expect(isConfirmed()).to.equal(true);
  });

  it('gives a program of somebody else only to an admin', async () => {
    await register(aPatron);
    expect(await codesOf(() => register(aLibrarian))).to.deep.equal(['usage.program_taken']);
    await register(anAdmin, { ownerId: 2, reason: 'The maker has changed.' });
    expect(consumers.stored.map(({ ownerId }) => ownerId)).to.deep.equal([2]);
  });

  for (const [what, by, wish, code] of [
    ['a patron who is no developer', { ...aPatron, patronId: 4 }, {}, 'usage.developer_off'],
    ['a patron with an address', aPatron, { contactEmail: 'a@b.example' }, 'usage.contact_needs_staff'],
    ['a librarian for somebody else', aLibrarian, { ownerId: 3 }, 'usage.owner_needs_admin'],
    ['an admin for nobody', anAdmin, { ownerId: 100 }, 'accounts.patron_not_found'],
    ['a name of all browsers', anAdmin, { program: 'Mozilla' }, 'usage.program_unclear'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      expect(await codesOf(() => register(by, wish))).to.deep.equal([code]);
      expect([consumers.stored, audit.events]).to.deep.equal([[], []]);
    });
  }

  it('refuses a program more than twenty', async () => {
    for (let number = 1; number <= 20; number++) await register(aPatron, { program: `Reader${number}` });
    expect(await codesOf(() => register(aPatron))).to.deep.equal(['usage.too_many_programs']);
  });

  it('takes a program from its owner, and from nobody else', async () => {
    const id = await register(aPatron);
    expect(await codesOf(() => service.unregister(2, id))).to.deep.equal(['usage.program_not_found']);
    await service.unregister(undefined, id);
    expect(consumers.stored.map(({ ownerId }) => ownerId)).to.deep.equal([null]);
    expect(audit.events.at(-1)?.subject).to.deep.equal({ type: 'patron', id: 3 });
  });

  it('sets and shows the contact of a key for its owner', async () => {
    const mutedUntil = new Date('2027-03-01T00:00:00Z');
    const contact = { contactEmail: 'team@reader.example', secondEmail: null, mutedUntil };
    await service.setKeyContact(aLibrarian, 7, { ...contact, reason: undefined });
    expect(await service.keyContact(aLibrarian, 7)).to.deep.equal(contact);
    expect(audit.events.at(-1)?.details).to.deep.equal({ apiKeyId: 7 });
  });

  it('does so for an admin, who says why', async () => {
    const wish = { ...ownerAlone, contactEmail: 'team@reader.example', reason: undefined };
    const setKeyContact = (reason?: string) => service.setKeyContact(anAdmin, 7, { ...wish, reason });
    expect(await codesOf(() => setKeyContact())).to.deep.equal(['usage.change_needs_reason']);
    expect([...consumers.keyContacts]).to.deep.equal([]);
    await setKeyContact('Asked on the phone.');
    expect(await service.keyContact(anAdmin, 7)).to.include({ contactEmail: 'team@reader.example' });
    expect(audit.events.at(-1)).to.deep.equal({
      action: 'usage.key_contact_set',
      subject: { type: 'patron', id: 2 },
      details: { apiKeyId: 7, reason: 'Asked on the phone.' },
    });
  });

  it('knows no key of anybody else', async () => {
    const wish = { ...ownerAlone, reason: 'Why not.' };
    const notFound = ['usage.key_not_found'];
    expect(await codesOf(() => service.keyContact(aPatron, 7))).to.deep.equal(notFound);
    expect(await codesOf(() => service.setKeyContact(aPatron, 7, wish))).to.deep.equal(notFound);
  });
});
