import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { HandClock, withClock } from '../../../support/clock.js';
import { addPerson, tokenFor, type Person } from '../../../support/people.js';
import { seededAt } from '../../../support/postgres.js';
import { said } from '../../../support/said.js';
import { startService, type RunningService } from '../../../support/service.js';

const tokenIsInvalid = { status: 401, body: { message: 'Token is invalid', code: 'request.token_invalid' } };
const tokenIsMissing = { status: 401, body: { message: 'Token is missing', code: 'request.token_missing' } };
const challenge = 'Bearer realm="shelflife"';

const jwtSecret = 'the secret of these tests, and of no others';
const now = Math.floor(seededAt.getTime() / 1_000);

describe('Authentication of /v1', () => {
  let running: RunningService;
  let person: Person;
  let other: Person;
  let clock: HandClock;
  before(async () => {
    clock = new HandClock();
    running = await startService({
      content: 'migrated',
      config: { jwtSecrets: [jwtSecret] },
      overrides: [withClock(clock)],
    });
    person = await addPerson(running, 'admin');
    other = await addPerson(running);
  });
  after(() => running.stop());

  const me = (authorization: string) => running.api.get('/v1/users/me', { headers: { authorization } });
  const claims = () => ({
    iss: 'shelflife',
    aud: 'shelflife',
    sub: String(person.id),
    role: 'admin',
    iat: now,
    exp: now + 3_600,
  });

  it('signs tokens with HS256 that contain owner, role, session and generation and live for 3600 s', async () => {
    const { email, password } = person;
    const { status, body } = await running.api.post('/v1/users/login', { json: { email, password } });
    const [header, payload, signature] = String(body.token).split('.');
    expect(status).to.equal(200);
    const { kid, ...kind } = decoded(header) as { kid: string };
    expect(kind).to.deep.equal({ alg: 'HS256', typ: 'JWT' });
    expect(kid)
      .to.match(/^[\w-]{8}$/)
      .and.not.include(jwtSecret.slice(0, 4));
    const { sid, gen, ...rest } = decoded(payload) as Record<string, unknown>;
    expect(rest).to.deep.equal(claims());
    expect([typeof sid, gen]).to.deep.equal(['string', 1]);
    expect(signature).to.equal(signatureOf(`${header}.${payload}`, 'sha256', jwtSecret));
  });

  it('accepts a valid token that was made elsewhere with the same secret', async () => {
    const answer = await me(`Bearer ${made(claims())}`);
    expect(answer.status).to.equal(200);
    expect(answer.body.id).to.equal(person.id);
  });

  it('ignores the case of the scheme before a token', async () => {
    const answer = await me(`bearer   ${made(claims())}`);
    expect(answer.status).to.equal(200);
    expect(answer.body.id).to.equal(person.id);
  });

  it('reports a missing token, and names the scheme to use', async () => {
    const answer = await running.api.get('/v1/users/me');
    expect(said(answer)).to.deep.equal(tokenIsMissing);
    expect(answer.headers.get('www-authenticate')).to.equal(challenge);
  });

  const forgeries: readonly [what: string, token: () => string][] = [
    ['without a signature (alg none)', () => made(claims(), { alg: 'none' }).replace(/[^.]*$/, '')],
    ['that declares alg none and is signed', () => made(claims(), { alg: 'none' })],
    ['signed with HS384', () => made(claims(), { alg: 'HS384' }, 'sha384')],
    ['signed with HS512', () => made(claims(), { alg: 'HS512' }, 'sha512')],
    ['that declares RS256 and is signed with our secret', () => made(claims(), { alg: 'RS256' })],
    ['signed with another secret', () => made(claims(), {}, 'sha256', `${jwtSecret}!`)],
    ['signed with an empty secret', () => made(claims(), {}, 'sha256', '')],
    [
      'whose claims were changed after it was signed',
      () => changed(made(claims()), { sub: String(other.id) }),
    ],
    ['of another issuer', () => made({ ...claims(), iss: 'somebody else' })],
    ['for another audience', () => made({ ...claims(), aud: 'somebody else' })],
    ['without an issuer', () => made(without('iss', claims()))],
    ['without an audience', () => made(without('aud', claims()))],
    ['without an expiry', () => made(without('exp', claims()))],
    ['without a subject', () => made(without('sub', claims()))],
    ['that expired a second ago', () => made({ ...claims(), exp: now - 1 })],
    ['that expires at this very second', () => made({ ...claims(), exp: now })],
    ['whose expiry is a text', () => made({ ...claims(), exp: String(now + 3_600) })],
    ['whose expiry is not a date', () => made({ ...claims(), exp: null })],
    ['whose subject is not an id', () => made({ ...claims(), sub: 'admin' })],
    ['whose subject is SQL', () => made({ ...claims(), sub: '1 or 1=1' })],
    ['whose subject is beyond the range of ids', () => made({ ...claims(), sub: '99999999999999999999' })],
    ['of a later generation', () => made({ ...claims(), gen: 2 })],
    ['whose generation is a text', () => made({ ...claims(), gen: '1' })],
    ['of somebody who does not exist', () => made({ ...claims(), sub: '987654321' })],
    ['that has a list where claims should be', () => made([])],
    ['cut short', () => made(claims()).slice(0, -1)],
    ['with a fourth part', () => `${made(claims())}.e30`],
    ['that is garbage', () => 'garbage'],
    ['that is a single dot', () => '.'],
    ['that is very long', () => 'a'.repeat(8_000)],
  ];
  for (const [what, token] of forgeries) {
    it(`refuses a token ${what}`, async () => {
      const answer = await me(`Bearer ${token()}`);
      expect(said(answer)).to.deep.equal(tokenIsInvalid);
      expect(answer.headers.get('www-authenticate')).to.equal(challenge);
    });
  }

  for (const authorization of ['Bearer', 'Basic YTpi', 'Token abc', 'Bearer a b', 'Bearer <script>']) {
    it(`finds no token in "Authorization: ${authorization}"`, async () => {
      expect(said(await me(authorization))).to.deep.equal(tokenIsInvalid);
    });
  }

  it('ends an hour after the login, to the second', async () => {
    const token = tokenFor(running.service, { patronId: person.id, role: 'admin' });
    clock.advance({ seconds: 3_599 });
    const before = await me(`Bearer ${token}`);
    expect(before.status).to.equal(200);
    expect(before.body.id).to.equal(person.id);
    clock.advance({ seconds: 1 });
    expect(said(await me(`Bearer ${token}`))).to.deep.equal(tokenIsInvalid);
  });

  it('does not refuse a bad token on public operations, such as the login', async () => {
    const { email, password } = person;
    const sending = { token: 'garbage', json: { email, password } };
    const login = await running.api.post('/v1/users/login', sending);
    expect(login.status).to.equal(200);
    expect(login.body.token_type).to.equal('Bearer');
    const books = await running.api.get('/v1/books', { token: 'garbage' });
    expect(said(books)).to.deep.equal({ status: 200, body: [] });
  });
});

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function decoded(part = ''): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}

function signatureOf(text: string, hash: string, secret: string): string {
  return createHmac(hash, secret).update(text).digest('base64url');
}

function made(claims: object, header: object = {}, hash = 'sha256', secret = jwtSecret): string {
  const text = `${encoded({ alg: 'HS256', typ: 'JWT', ...header })}.${encoded(claims)}`;
  return `${text}.${signatureOf(text, hash, secret)}`;
}

function changed(token: string, changes: object): string {
  const [header, payload, signature] = token.split('.');
  return [header, encoded({ ...(decoded(payload) as object), ...changes }), signature].join('.');
}

function without(name: string, claims: object): object {
  return Object.fromEntries(Object.entries(claims).filter(([each]) => each !== name));
}
