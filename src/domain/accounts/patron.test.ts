import { expect } from 'chai';
import { Patron } from './patron.js';

const registered = new Date('2026-12-01T09:30:00Z');
const later = new Date('2026-12-02T09:30:00Z');

const newPatron = (): Patron =>
  new Patron(
    {
      cardNumber: 'P0000001',
      username: 'reader',
      firstName: 'Ada',
      lastName: 'Reader',
      email: 'reader@example.org',
      passwordHash: 'hash',
      role: 'librarian',
    },
    registered,
  );

/** What is left of the account of `newPatron()` after it was closed. */
const closed = {
  cardNumber: 'P0000001',
  username: 'closed account',
  firstName: null,
  lastName: null,
  email: null,
  emailVerified: true,
  pendingEmail: null,
  passwordHash: null,
  role: 'patron',
  language: 'en',
  category: 'adult',
  expiresAt: null,
  blocks: [],
  pins: {},
  keepsHistory: false,
  tokenGeneration: 1,
  revision: 2,
  createdAt: registered,
  updatedAt: later,
  disabledAt: null,
  closedAt: later,
};

describe('A patron', () => {
  it('begins as an adult in good standing, with a card that never expires', () => {
    const patron = newPatron();
    expect(patron).to.include({ category: 'adult', expiresAt: null, closedAt: null });
    expect([patron.createdAt, patron.updatedAt]).to.deep.equal([registered, registered]);
    expect(patron.blockAt(later)).to.equal(undefined);
    expect(patron.isExpiredAt(new Date('9999-01-01'))).to.equal(false);
  });

  it("is expired from the moment of the card's expiry", () => {
    const patron = newPatron();
    patron.expiresAt = later;
    expect(patron.isExpiredAt(new Date(later.getTime() - 1))).to.equal(false);
    expect(patron.isExpiredAt(later)).to.equal(true);
    expect(patron.isExpiredAt(new Date(later.getTime() + 1))).to.equal(true);
  });

  it('is blocked for ever by a block without an end', () => {
    const patron = newPatron();
    const block = { reason: 'Lost books', until: null };
    patron.blocks = [block];
    expect(patron.blockAt(registered)).to.equal(block);
    expect(patron.blockAt(new Date('9999-01-01'))).to.equal(block);
  });

  it('is blocked until the moment at which a block ends', () => {
    const patron = newPatron();
    patron.blocks = [{ reason: 'Late', until: '2026-12-02T10:30:00+01:00' }];
    expect(patron.blockAt(new Date(later.getTime() - 1))?.reason).to.equal('Late');
    expect(patron.blockAt(later)).to.equal(undefined);
  });

  it('is blocked by the first active block', () => {
    const patron = newPatron();
    patron.blocks = [
      { reason: 'over', until: '2026-11-01T00:00:00Z' },
      { reason: 'holds', until: '2027-01-01T00:00:00Z' },
      { reason: 'holds, too', until: null },
    ];
    expect(patron.blockAt(later)?.reason).to.equal('holds');
    expect(patron.blockAt(new Date('2028-01-01'))?.reason).to.equal('holds, too');
  });

  it('pins a minor of each major, and removes a pin', () => {
    const patron = newPatron();
    patron.pin(1, '1.1');
    patron.pin(2, '2.0');
    patron.pin(1, '1.2');
    expect(patron.pins).to.deep.equal({ 1: '1.2', 2: '2.0' });
    patron.pin(1, undefined);
    expect(patron.pins).to.deep.equal({ 2: '2.0' });
  });

  it('counts a revision for a change, and none for the same values', () => {
    const patron = newPatron();
    expect(patron.revise({ username: 'reader', expiresAt: null }, later)).to.deep.equal([]);
    expect([patron.revision, patron.updatedAt]).to.deep.equal([1, registered]);
    expect(patron.revise({ username: 'bookworm', expiresAt: later }, later)).to.deep.equal([
      'username',
      'expiresAt',
    ]);
    expect(patron.revise({ expiresAt: new Date(later) }, later)).to.deep.equal([]);
    expect([patron.revision, patron.updatedAt]).to.deep.equal([2, later]);
  });

  describe('with a new e-mail address', () => {
    const present = newPatron().email ?? '';

    it('keeps it pending until it is confirmed, in one revision each', () => {
      const patron = newPatron();
      expect(patron.proposeEmail('new@example.org', later)).to.equal(true);
      expect(patron).to.include({ email: present, pendingEmail: 'new@example.org', revision: 2 });
      expect(patron.confirmEmail('new@example.org', later)).to.equal(true);
      expect(patron).to.include({ email: 'new@example.org', pendingEmail: null, revision: 3 });
    });

    it('needs no link for the present address, or for one that is pending already', () => {
      const patron = newPatron();
      expect(patron.proposeEmail(present, later)).to.equal(false);
      patron.proposeEmail('new@example.org', later);
      expect(patron.proposeEmail('new@example.org', later)).to.equal(false);
    });

    it('confirms no other address than the present one and the pending one', () => {
      const patron = newPatron();
      patron.emailVerified = false;
      expect(patron.confirmEmail('other@example.org', later)).to.equal(false);
      expect(patron).to.include({ email: present, emailVerified: false });
      expect(patron.confirmEmail(present, later)).to.equal(true);
      expect(patron.emailVerified).to.equal(true);
    });

    it('drops a pending one with a new password', () => {
      const patron = newPatron();
      patron.proposeEmail('new@example.org', later);
      patron.revise({ passwordHash: 'another' }, later);
      expect(patron.pendingEmail).to.equal(null);
    });
  });

  it('has no personal data and no rights after the account is closed, but keeps the card number', () => {
    const patron = newPatron();
    patron.blocks = [{ reason: 'Insulted the librarian', until: null }];
    patron.pin(1, '1.1');
    patron.keepsHistory = true;
    patron.setDisabled(true, later);
    patron.close(later);
    expect({ ...patron }).to.deep.equal(closed);
  });
});
