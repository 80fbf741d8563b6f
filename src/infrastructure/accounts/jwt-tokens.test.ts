import { expect } from 'chai';
import { createSigner } from 'fast-jwt';
import sinon, { type SinonFakeTimers } from 'sinon';
import { SystemClock } from '../kernel/runtime/system-clock.js';
import { JwtTokens } from './jwt-tokens.js';

const secret = 'a secret of the tests that is at least 32 characters long';
const owner = { patronId: 17, role: 'patron' } as const;
const start = new Date('2026-12-01T09:30:00Z');
const minutes = (count: number) => count * 60_000;

describe('The lifetime of an access token', () => {
  let clock: SinonFakeTimers;
  let tokens: JwtTokens;
  beforeEach(() => {
    clock = sinon.useFakeTimers(start);
    tokens = newTokens();
  });
  afterEach(() => clock.restore());

  const newTokens = () => new JwtTokens(secret, new SystemClock());
  const signed = (claims: object) => createSigner({ key: secret, algorithm: 'HS256' })(claims);

  it('is an hour for a token without a session', () => {
    const { token, expiresIn } = tokens.issue(owner);
    expect(expiresIn).to.equal(3_600);
    clock.tick(minutes(60) - 1);
    expect(tokens.read(token)).to.deep.equal({ patronId: 17 });
    clock.tick(1);
    expect(tokens.read(token)).to.equal(undefined);
  });

  it('is a quarter of an hour for a token of a session', () => {
    const { token, expiresIn } = tokens.issue({ ...owner, session: 4 });
    expect(expiresIn).to.equal(900);
    clock.tick(minutes(15) - 1);
    expect(tokens.read(token)).to.deep.equal({ patronId: 17, session: 4 });
    clock.tick(1);
    expect(tokens.read(token)).to.equal(undefined);
  });

  it('ends also on an instance that has never seen the token', () => {
    const { token } = tokens.issue(owner);
    clock.tick(minutes(60));
    expect(newTokens().read(token)).to.equal(undefined);
  });

  it('is not extended by verification', () => {
    const { token } = tokens.issue(owner);
    for (let read = 0; read < 60; read++) {
      tokens.read(token);
      clock.tick(minutes(1));
    }
    expect(tokens.read(token)).to.equal(undefined);
  });

  it('must be in the token', () => {
    const claims = { iss: 'shelflife', aud: 'shelflife', sub: '17' };
    expect(tokens.read(signed({ ...claims, exp: start.getTime() / 1_000 + 60 }))).to.deep.equal({
      patronId: 17,
    });
    expect(tokens.read(signed(claims))).to.equal(undefined);
  });
});
