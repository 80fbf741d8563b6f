import { expect } from 'chai';
import { createSigner } from 'fast-jwt';
import sinon, { type SinonFakeTimers } from 'sinon';
import { SystemClock } from '../kernel/runtime/system-clock.js';
import { JwtTokens } from './jwt-tokens.js';

const secret = 'a secret of the tests that is at least 32 characters long';
const owner = { patronId: 17, role: 'patron', generation: 2 } as const;
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

  for (const given of [60, 15]) {
    it(`is the given one, for example ${given} minutes`, () => {
      const { token, expiresIn } = tokens.issue(owner, given * 60);
      expect(expiresIn).to.equal(given * 60);
      clock.tick(minutes(given) - 1);
      expect(tokens.read(token)).to.deep.equal({ patronId: 17, generation: 2 });
      clock.tick(1);
      expect(tokens.read(token)).to.equal(undefined);
    });
  }

  it('ends also on an instance that has never seen the token', () => {
    const { token } = tokens.issue(owner, 3_600);
    clock.tick(minutes(60));
    expect(newTokens().read(token)).to.equal(undefined);
  });

  it('is not extended by verification', () => {
    const { token } = tokens.issue(owner, 3_600);
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
      generation: 1,
    });
    expect(tokens.read(signed(claims))).to.equal(undefined);
  });
});

describe('The claims of an access token', () => {
  const tokens = new JwtTokens([secret], new SystemClock());

  it('name the owner, the generation and the session', () => {
    const { token } = tokens.issue({ ...owner, session: 4 }, 900);
    expect(tokens.read(token)).to.deep.equal({ patronId: 17, generation: 2, session: 4 });
  });

  it('are refused when the generation is not a number', () => {
    const claims = { iss: 'shelflife', aud: 'shelflife', sub: '17', exp: 4_000_000_000, gen: '2' };
    const token = createSigner({ key: secret, algorithm: 'HS256' })(claims);
    expect(tokens.read(token)).to.equal(undefined);
  });
});
