import 'reflect-metadata';
import { expect } from 'chai';
import { aLibrarian, anAdmin, aPatron } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import type { SignedIn } from '../../kernel/request/caller.js';
import { FakeAuditTrail } from '../../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../../kernel/storage/unit-of-work.fake.js';
import { FakeConsumers } from './consumers.fake.js';
import { ProgramService, type ProgramWish } from './program-service.js';

const noContact = { contactEmail: null, secondEmail: null };

describe('The program service', () => {
  let consumers: FakeConsumers;
  let audit: FakeAuditTrail;
  let service: ProgramService;

  beforeEach(() => {
    const work = new FakeUnitOfWork();
    consumers = new FakeConsumers(work);
    consumers.developers.add(aPatron.patronId);
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
    service.register(by, { program: 'Reader', name: 'A reader', ownerId: undefined, ...noContact, ...wish });

  it('registers a program for its owner, and records it', async () => {
    const id = await register(aPatron);
    expect(consumers.stored).to.deep.equal([
      {
        id,
        program: 'reader',
        ownerId: 3,
        name: 'A reader',
        ...noContact,
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

  it('registers it again for the same owner, which changes it', async () => {
    const id = await register(aPatron);
    expect(await register(aPatron, { name: 'Another name' })).to.equal(id);
    expect(consumers.stored.map(({ name }) => name)).to.deep.equal(['Another name']);
  });

  it('gives a program of somebody else only to an admin', async () => {
    await register(aPatron);
    expect(await codesOf(() => register(aLibrarian))).to.deep.equal(['usage.program_taken']);
    await register(anAdmin, { ownerId: 2 });
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

  it('sets the contact of a key for its owner and for an admin', async () => {
    const contact = { contactEmail: 'team@reader.example', secondEmail: null };
    expect(await codesOf(() => service.setKeyContact(3, 7, contact))).to.deep.equal(['usage.key_not_found']);
    await service.setKeyContact(2, 7, contact);
    await service.setKeyContact(undefined, 7, noContact);
    expect([...consumers.keyContacts]).to.deep.equal([[7, noContact]]);
  });
});
