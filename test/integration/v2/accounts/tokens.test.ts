import { expect } from 'chai';
import sql from 'sql-template-tag';
import { refreshTokenInvalid, credentialsWrong } from '../../../../src/domain/accounts/refusals.js';
import { tokenInvalid, validationFailed } from '../../../../src/interface/kernel/errors/refusals.js';
import { HandClock, withClock } from '../../../support/clock.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { startService } from '../../../support/service.js';
import { addPerson, type Person } from '../../../support/people.js';
import { codeOf, pairFor, refresh, refused, signIn, tablesWith, unlimited } from './people.js';

describe('Tokens of /v2', () => {
  let library: Library;
  let person: Person;
  before(async () => {
    library = await startLibrary({ config: unlimited });
  });
  after(() => library.stop());
  beforeEach(async () => {
    person = await addPerson(library);
  });

  const me = (token: string) => library.api.get('/v2/me', { token });
  const open = async (token: string) => expect((await me(token)).status).to.equal(200);
  const shut = async (token: string) =>
    expect(codeOf(await me(token))).to.deep.equal(refused(401, tokenInvalid));

  it('are issued for an e-mail address and a password, and are valid in both majors', async () => {
    const { status, body, headers } = await signIn(library, {
      ...person,
      email: ` ${person.email.toUpperCase()} `,
    });
    const { accessToken, refreshToken, ...rest } = body;
    expect(status).to.equal(200);
    expect(rest).to.deep.equal({ tokenType: 'Bearer', expiresIn: 900, refreshExpiresIn: 30 * 86_400 });
    expect(refreshToken).to.match(/^slr_[\w-]{43}$/);
    expect(headers.get('cache-control')).to.equal('no-store');
    await open(accessToken);
    expect((await library.api.get('/v1/users/me', { token: accessToken })).body.id).to.equal(person.id);
  });

  it('have lifetimes in whole seconds, even when the clock moves while they are made', async () => {
    class Running extends HandClock {
      override now(): Date {
        this.advance({ seconds: 0.031 });
        return super.now();
      }
    }
    const overrides = [withClock(new Running())];
    const running = await startService({ content: 'migrated', config: unlimited, overrides });
    try {
      const { body } = await signIn(running, await addPerson(running));
      expect(body).to.include({ expiresIn: 900, refreshExpiresIn: 30 * 86_400 });
      expect((await refresh(running, body.refreshToken)).body.refreshExpiresIn).to.equal(30 * 86_400);
    } finally {
      await running.stop();
    }
  });

  it('are signed with HS256 and contain their family', async () => {
    const { accessToken } = await pairFor(library, person);
    const [head, claims] = accessToken.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(JSON.parse(head ?? '')).to.include({ alg: 'HS256' });
    expect(JSON.parse(claims ?? '')).to.include.keys('iss', 'aud', 'sub', 'exp', 'sid');
  });

  it('are refused for a wrong password or an unknown address', async () => {
    for (const wrong of [
      { ...person, password: 'wrong' },
      { email: 'nobody@people.example', password: 'wrong' },
    ]) {
      expect(codeOf(await signIn(library, wrong))).to.deep.equal(refused(401, credentialsWrong));
    }
  });

  for (const [what, json, pointers] of [
    ['no grant', {}, ['/grantType']],
    ['an unknown grant', { grantType: 'magic' }, ['/grantType']],
    ['a password grant without either', { grantType: 'password' }, ['/email', '/password']],
    [
      'a password that is null',
      { grantType: 'password', email: 'a@b.example', password: null },
      ['/password'],
    ],
    ['a refresh without a token', { grantType: 'refresh' }, ['/refreshToken']],
    ['a refresh token that is a number', { grantType: 'refresh', refreshToken: 7 }, ['/refreshToken']],
  ] as const) {
    it(`are refused for ${what}`, async () => {
      const answer = await library.api.post('/v2/tokens', { json });
      expect(codeOf(answer)).to.deep.equal(refused(400, validationFailed));
      const named = (answer.body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
      expect([...new Set(named)]).to.deep.equal(pointers);
    });
  }

  it('live for 15 minutes, to the second', async () => {
    const { accessToken } = await pairFor(library, person);
    library.clock.advance({ seconds: 899 });
    await open(accessToken);
    library.clock.advance({ seconds: 1 });
    await shut(accessToken);
  });

  it('are refreshed, each refresh token once', async () => {
    const first = await pairFor(library, person);
    const answer = await refresh(library, first.refreshToken);
    expect(answer.status).to.equal(200);
    const second = answer.body;
    expect(second.refreshToken).to.not.equal(first.refreshToken);
    await open(second.accessToken);
    await open(first.accessToken);
    expect((await refresh(library, second.refreshToken)).status).to.equal(200);
  });

  it('end as a whole family when a used refresh token is used again, but other families stay', async () => {
    const other = await pairFor(library, person);
    const first = await pairFor(library, person);
    const second = (await refresh(library, first.refreshToken)).body;
    const events = await library.auditOf(async () => {
      const again = await refresh(library, first.refreshToken);
      expect(codeOf(again)).to.deep.equal(refused(401, refreshTokenInvalid));
    });
    expect(events.map(({ action }) => action)).to.deep.equal(['accounts.refresh_token_reused']);
    await shut(first.accessToken);
    await shut(second.accessToken);
    const last = await refresh(library, second.refreshToken);
    expect(codeOf(last)).to.deep.equal(refused(401, refreshTokenInvalid));
    await open(other.accessToken);
  });

  it('end as a family also when the reuse has an Idempotency-Key', async () => {
    const first = await pairFor(library, person);
    const second = (await refresh(library, first.refreshToken)).body;
    const again = await refresh(library, first.refreshToken, { 'Idempotency-Key': `thief-${person.id}` });
    expect(codeOf(again)).to.deep.equal(refused(401, refreshTokenInvalid));
    await shut(second.accessToken);
  });

  it('can be fetched again with the same Idempotency-Key when the answer was lost', async () => {
    const headers = { 'Idempotency-Key': `lost-${person.id}` };
    const { refreshToken } = await pairFor(library, person);
    const first = await refresh(library, refreshToken, headers);
    const again = await refresh(library, refreshToken, headers);
    expect(again.headers.get('idempotent-replayed')).to.equal('true');
    expect(again.body).to.deep.equal(first.body);
    await open(again.body.accessToken);
  });

  it('are issued to exactly one of many parallel uses of a refresh token', async () => {
    const { refreshToken } = await pairFor(library, person);
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(library, refreshToken)));
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).to.deep.equal([200, ...Array<number>(7).fill(401)]);
  });

  it('can be refreshed for 30 days after the last refresh', async () => {
    const { refreshToken } = await pairFor(library, person);
    library.clock.advance({ days: 29 });
    const next = (await refresh(library, refreshToken)).body.refreshToken;
    library.clock.advance({ days: 29 });
    const last = (await refresh(library, next)).body.refreshToken;
    library.clock.advance({ days: 30 });
    expect(codeOf(await refresh(library, last))).to.deep.equal(refused(401, refreshTokenInvalid));
  });

  it('are refused for an invalid refresh token', async () => {
    const { accessToken } = await pairFor(library, person);
    for (const wrong of ['slr_', 'nothing', accessToken, 'a\0b']) {
      expect(codeOf(await refresh(library, wrong))).to.deep.equal(refused(401, refreshTokenInvalid));
    }
  });

  it('are recorded when they are issued, refreshed and ended, without their values', async () => {
    const events = await library.auditOf(async () => {
      const { refreshToken } = await pairFor(library, person);
      await refresh(library, refreshToken);
    });
    expect(events.map(({ action, details }) => [action, details])).to.deep.equal([
      ['accounts.signed_in', {}],
      ['accounts.session_started', { patronId: person.id }],
      ['accounts.session_refreshed', { patronId: person.id }],
    ]);
  });

  it('leave no fingerprint of a password that could be tried without the Idempotency-Key', async () => {
    const json = { grantType: 'password', email: person.email, password: person.password };
    for (const key of ['one', 'two']) {
      await library.api.post('/v2/tokens', { json, headers: { 'Idempotency-Key': `${key}-${person.id}` } });
    }
    const rows = await library.rows<{ fingerprint: string }>(
      sql`select fingerprint from idempotent_answer order by answered_at desc, name limit 100`,
    );
    expect(new Set(rows.map(({ fingerprint }) => fingerprint)).size).to.equal(rows.length);
    expect(rows.length).to.be.at.least(2);
  });

  it('are nowhere in the database, nor is a password, also when the answer is kept', async () => {
    const headers = { 'Idempotency-Key': `kept-${person.id}` };
    const json = { grantType: 'password', email: person.email, password: person.password };
    const { accessToken, refreshToken } = (await library.api.post('/v2/tokens', { json, headers })).body;
    for (const secret of [accessToken, refreshToken, refreshToken.slice(4), person.password]) {
      expect(await tablesWith(library, secret)).to.deep.equal([]);
    }
  });
});
