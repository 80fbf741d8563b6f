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

  const newTokens = () => new JwtTokens([secret], new SystemClock());
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

describe('The secret of an access token', () => {
  const clock = new SystemClock();
  const [older, newer] = ['the older secret, which is on its way out', 'the newer secret, which takes over'];
  const claims = { patronId: 17 };
  const headerOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString()) as { kid: string };

  it('is the first of several, and any of them verifies', () => {
    const { token } = new JwtTokens([older, newer], clock).issue(owner);
    expect(new JwtTokens([older], clock).read(token)).to.deep.equal(claims);
    expect(new JwtTokens([newer, older], clock).read(token)).to.deep.equal(claims);
    expect(new JwtTokens([newer], clock).read(token)).to.equal(undefined);
  });

  it('is named in the header of the token', () => {
    const kidOf = (secrets: string[]) => headerOf(new JwtTokens(secrets, clock).issue(owner).token).kid;
    expect(kidOf([older, newer])).to.equal(kidOf([older]));
    expect(kidOf([newer, older])).to.not.equal(kidOf([older]));
  });

  it('may be any of them when the token names none, as those of older releases', () => {
    const nameless = createSigner({ key: older, algorithm: 'HS256' })({
      iss: 'shelflife',
      aud: 'shelflife',
      sub: '17',
      exp: Math.floor(Date.now() / 1_000) + 60,
    });
    expect(new JwtTokens([newer, older], clock).read(nameless)).to.deep.equal(claims);
    expect(new JwtTokens([newer], clock).read(nameless)).to.equal(undefined);
  });

  it('is refused when the header names another', () => {
    const { token } = new JwtTokens([older], clock).issue(owner);
    const [, ...rest] = token.split('.');
    const header = Buffer.from(JSON.stringify({ ...headerOf(token), kid: 'another' })).toString('base64url');
    expect(new JwtTokens([older], clock).read([header, ...rest].join('.'))).to.equal(undefined);
  });
});
