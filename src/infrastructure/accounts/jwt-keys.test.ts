import { expect } from 'chai';
import { createSigner } from 'fast-jwt';
import { SystemClock } from '../kernel/runtime/system-clock.js';
import { JwtTokens } from './jwt-tokens.js';

const owner = { patronId: 17, role: 'patron', generation: 2 } as const;

describe('The secret of an access token', () => {
  const clock = new SystemClock();
  const [older, newer] = ['the older secret, which is on its way out', 'the newer secret, which takes over'];
  const claims = { patronId: 17, generation: 2 };
  const headerOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString()) as { kid: string };

  it('is the first of several, and any of them verifies', () => {
    const { token } = new JwtTokens([older, newer], clock).issue(owner, 3_600);
    expect(new JwtTokens([older], clock).read(token)).to.deep.equal(claims);
    expect(new JwtTokens([newer, older], clock).read(token)).to.deep.equal(claims);
    expect(new JwtTokens([newer], clock).read(token)).to.equal(undefined);
  });

  it('is named in the header of the token', () => {
    const kidOf = (secrets: string[]) =>
      headerOf(new JwtTokens(secrets, clock).issue(owner, 3_600).token).kid;
    expect(kidOf([older, newer])).to.equal(kidOf([older]));
    expect(kidOf([newer, older])).to.not.equal(kidOf([older]));
  });

  it('may be any of them when the token names none, as those of older releases', () => {
    const nameless = createSigner({ key: older, algorithm: 'HS256' })({
      iss: 'shelflife',
      aud: 'shelflife',
      sub: '17',
      gen: 2,
      exp: Math.floor(Date.now() / 1_000) + 60,
    });
    expect(new JwtTokens([newer, older], clock).read(nameless)).to.deep.equal(claims);
    expect(new JwtTokens([newer], clock).read(nameless)).to.equal(undefined);
  });

  it('is refused when the header names another', () => {
    const { token } = new JwtTokens([older], clock).issue(owner, 3_600);
    const [, ...rest] = token.split('.');
    const header = Buffer.from(JSON.stringify({ ...headerOf(token), kid: 'another' })).toString('base64url');
    expect(new JwtTokens([older], clock).read([header, ...rest].join('.'))).to.equal(undefined);
  });
});
