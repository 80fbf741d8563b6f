import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { RefreshToken, Session } from './session.js';

const day = 24 * 60 * 60 * 1_000;

describe('A session', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => (clock = sinon.useFakeTimers(new Date('2026-12-01T09:30:00Z'))));
  afterEach(() => clock.restore());

  it('lasts for 30 days', () => {
    expect(new Session(17, new Date()).expiresAt).to.deep.equal(new Date('2026-12-31T09:30:00Z'));
  });

  it('lasts for 30 days after its last extension', () => {
    const session = new Session(17, new Date());
    clock.tick(10 * day);
    session.extend(new Date());
    expect(session.expiresAt).to.deep.equal(new Date('2027-01-10T09:30:00Z'));
  });

  it('gives refresh tokens its own lifetime', () => {
    const token = new RefreshToken('hash', new Session(17, new Date()));
    clock.tick(30 * day - 1);
    expect(token.isExpiredAt(new Date())).to.equal(false);
    clock.tick(1);
    expect(token.isExpiredAt(new Date())).to.equal(true);
  });

  it('does not extend a refresh token that it issued before', () => {
    const session = new Session(17, new Date());
    const token = new RefreshToken('hash', session);
    clock.tick(29 * day);
    session.extend(new Date());
    clock.tick(day);
    expect(token.isExpiredAt(new Date())).to.equal(true);
  });

  it('stores the time of its end', () => {
    const session = new Session(17, new Date());
    clock.tick(day);
    session.end(new Date());
    expect(session.endedAt).to.deep.equal(new Date('2026-12-02T09:30:00Z'));
  });
});
