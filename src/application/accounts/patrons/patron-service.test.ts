import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../../test/support/refusal-of.js';
import type { Patron } from '../../../domain/accounts/patron.js';
import { FakePatronDesk } from './patron-desk.fake.js';
import type { Registration } from './patron-service.js';

const grace: Registration = {
  username: 'grace',
  email: 'grace@example.org',
  password: 'cobol',
  firstName: 'Grace',
  lastName: 'Hopper',
};

describe('The patron service', () => {
  let desk: FakePatronDesk;
  let ada: Patron;

  beforeEach(() => {
    desk = new FakePatronDesk();
    ada = desk.given();
  });

  describe('registering a patron', () => {
    it('stores them with a new card number and the hash of their password', async () => {
      const id = await desk.service.register(grace);
      expect(desk.patrons.stored.find((patron) => patron.id === id)).to.deep.include({
        cardNumber: 'P1',
        username: 'grace',
        email: 'grace@example.org',
        firstName: 'Grace',
        lastName: 'Hopper',
        passwordHash: 'hash of cobol',
        createdAt: desk.now,
      });
    });

    it('gives them the role patron by default', async () => {
      await desk.service.register(grace);
      await desk.service.register({ ...grace, email: 'alan@example.org', role: 'librarian' });
      expect(desk.patrons.stored.map(({ role }) => role)).to.deep.equal(['patron', 'patron', 'librarian']);
    });

    it('hashes the password before the transaction begins, because that takes long', async () => {
      await desk.service.register(grace);
      expect(desk.hashedInTransaction).to.deep.equal([]);
    });

    it('records the role, and no personal data', async () => {
      const id = await desk.service.register(grace);
      expect(desk.recorded).to.deep.equal([['accounts.patron_registered', id, { role: 'patron' }]]);
    });

    it('refuses an e-mail address that is in use in upper or lower case, and stores nothing', async () => {
      const codes = await codesOf(() => desk.service.register({ ...grace, email: 'ADA@example.org' }));
      expect(codes).to.deep.equal(['accounts.email_taken']);
      expect([desk.patrons.stored.length, desk.recorded.length]).to.deep.equal([1, 0]);
    });

    it('stores one patron when the database has the job run again', async () => {
      desk.work.failAtCommit(1);
      await desk.service.register(grace);
      expect([desk.patrons.stored.length, desk.recorded.length]).to.deep.equal([2, 1]);
    });
  });

  describe("changing one's own account", () => {
    it('changes only the given fields', async () => {
      await desk.service.update(1, { firstName: 'Ada' });
      expect(ada).to.deep.include({ firstName: 'Ada', username: 'ada', passwordHash: 'old hash' });
    });

    it('records the names of the changed fields, never the values', async () => {
      await desk.service.update(1, { lastName: 'King' });
      const details = { changed: ['lastName'] };
      expect(desk.recorded).to.deep.equal([['accounts.patron_updated', 1, details]]);
    });

    it('records nothing when nothing changed', async () => {
      await desk.service.update(1, { username: 'ada' });
      expect(desk.recorded).to.deep.equal([]);
    });

    it('keeps a new address pending and changes the rest', async () => {
      await desk.service.update(1, { email: 'king@example.org', lastName: 'King' }, undefined, true);
      expect(ada).to.include({
        email: 'ada@example.org',
        pendingEmail: 'king@example.org',
        lastName: 'King',
      });
    });

    it('refuses the e-mail address of another account, without effect', async () => {
      desk.given({ username: 'grace' });
      const changes = { email: 'grace@example.org', firstName: 'Ada' };
      const codes = await codesOf(() => desk.service.update(1, changes, undefined, true));
      expect(codes).to.deep.equal(['accounts.email_taken']);
      expect(ada).to.include({ email: 'ada@example.org', firstName: null });
    });

    it('refuses another address without the current password, without effect', async () => {
      const changes = { email: 'king@example.org', firstName: 'Ada' };
      const codes = await codesOf(() => desk.service.update(1, changes));
      expect(codes).to.deep.equal(['accounts.current_password_wrong']);
      expect(ada).to.include({ pendingEmail: null, firstName: null });
    });

    it('takes the present address back without the password, and keeps a pending one', async () => {
      await desk.service.update(1, { email: 'king@example.org' }, undefined, true);
      await desk.service.update(1, { email: 'ada@example.org', firstName: 'Ada' });
      expect(ada).to.include({ pendingEmail: 'king@example.org', firstName: 'Ada' });
    });

    it('refuses a change based on an older revision', async () => {
      await desk.service.update(1, { firstName: 'Ada' }, 1);
      const codes = await codesOf(() => desk.service.update(1, { firstName: 'Augusta' }, 1));
      expect(codes).to.deep.equal(['accounts.patron_changed']);
      expect(ada.firstName).to.equal('Ada');
    });

    it('does not find an unknown or closed account', async () => {
      await desk.service.close(1);
      for (const id of [1, 99]) {
        const codes = await codesOf(() => desk.service.update(id, { firstName: 'Ada' }));
        expect(codes).to.deep.equal(['accounts.patron_not_found']);
      }
    });
  });

  it('forgets the letters of an account that is closed', async () => {
    await desk.service.update(1, { email: 'king@example.org' }, undefined, true);
    await desk.service.close(1);
    expect([desk.letters.waiting, ada.pendingEmail]).to.deep.equal([[], null]);
  });

  describe('reading the standing of a borrower', () => {
    const standing = () => desk.work.run(() => desk.service.lockStanding(1));
    const good = { blocked: false, expired: false, cardEndsAt: null, unverified: false };
    const [hour, ago] = ['2026-12-01T10:30:00Z', '2026-12-01T08:30:00Z'];

    it('locks the patron and returns their category', async () => {
      ada.category = 'child';
      expect(await standing()).to.deep.equal({ category: 'child', ...good });
      expect(desk.work.locks).to.deep.equal(['patron 1']);
    });

    it('tells that the e-mail address still waits for its link', async () => {
      ada.emailVerified = false;
      expect(await standing()).to.include({ unverified: true });
    });

    it('counts a block that holds at this moment, and not one that has ended', async () => {
      ada.blocks = [{ reason: 'a lost book', until: ago }];
      expect(await standing()).to.include({ blocked: false });
      ada.blocks = [...ada.blocks, { reason: 'a lost book', until: hour }];
      expect(await standing()).to.include({ blocked: true });
    });

    it('distinguishes an expired card from one that will expire', async () => {
      ada.expiresAt = new Date(hour);
      expect(await standing()).to.include({ expired: false });
      ada.expiresAt = new Date(ago);
      expect(await standing()).to.include({ expired: true });
    });

    it('does not find an unknown patron', async () => {
      const codes = await codesOf(() => desk.work.run(() => desk.service.lockStanding(99)));
      expect(codes).to.deep.equal(['accounts.patron_not_found']);
    });
  });
});
