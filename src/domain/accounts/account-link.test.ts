import { expect } from 'chai';
import { AccountLink } from './account-link.js';

const expiresAt = new Date('2026-12-01T10:00:00Z');
const link = new AccountLink({ hash: 'hash', patronId: 1, purpose: 'reset', email: null, expiresAt });

describe('A mailed link', () => {
  it('is good for its purpose until it expires', () => {
    expect(link.isGoodFor('reset', new Date('2026-12-01T09:59:59Z'))).to.equal(true);
    expect(link.isGoodFor('reset', expiresAt)).to.equal(false);
  });

  it('is good for no other purpose', () => {
    expect(link.isGoodFor('verification', new Date('2026-12-01T09:00:00Z'))).to.equal(false);
  });
});
