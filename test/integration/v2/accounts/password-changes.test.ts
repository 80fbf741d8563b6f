import { expect } from 'chai';
import { currentPasswordWrong } from '../../../../src/domain/accounts/refusals.js';
import { ApiKeyService } from '../../../../src/application/accounts/api-key-service.js';
import { limitExceeded, validationFailed } from '../../../../src/interface/kernel/errors/refusals.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { addPerson, type Person } from '../../../support/people.js';
import { codeOf, refresh, refused, signIn, tablesWith, unlimited } from './people.js';

const newPassword = 'a new and longer evening';

describe('Changing the password over /v2', () => {
  let library: Library;
  let person: Person;
  before(async () => {
    library = await startLibrary({ config: unlimited });
  });
  after(() => library.stop());
  beforeEach(async () => {
    person = await addPerson(library);
  });

  const change = (json: object, headers: Record<string, string> = {}) =>
    library.api.post('/v2/me/password-changes', { token: person.token, json, headers });
  const right = () => ({ currentPassword: person.password, newPassword });
  const addKey = async () => {
    const keys = library.service.container.resolve(ApiKeyService);
    const wish = { name: 'x', scopes: ['accounts:read'], expiresAt: null };
    return (await keys.create(person.id, wish)).secret;
  };
  const statusFor = async (token: string) => (await library.api.get('/v2/me', { token })).status;

  it('answers tokens of a new session and how many API keys there are', async () => {
    const answer = await change(right());
    const { accessToken, refreshToken, ...rest } = answer.body;
    expect(answer.status).to.equal(200);
    expect(rest).to.deep.equal({
      tokenType: 'Bearer',
      expiresIn: 900,
      refreshExpiresIn: 2_592_000,
      apiKeys: { valid: 0, revoked: 0 },
    });
    expect(await statusFor(accessToken)).to.equal(200);
    expect((await refresh(library, refreshToken)).status).to.equal(200);
  });

  it('lets in with the new password, and no longer with the old one', async () => {
    await change(right());
    expect((await signIn(library, person)).status).to.equal(401);
    expect((await signIn(library, { ...person, password: newPassword })).status).to.equal(200);
  });

  it('leaves API keys valid, and tells of them', async () => {
    const key = await addKey();
    expect((await change(right())).body.apiKeys).to.deep.equal({ valid: 1, revoked: 0 });
    expect(await statusFor(key)).to.equal(200);
  });

  it('revokes API keys on request', async () => {
    const key = await addKey();
    const answer = await change({ ...right(), revokeKeys: true });
    expect(answer.body.apiKeys).to.deep.equal({ valid: 0, revoked: 1 });
    expect(await statusFor(key)).to.equal(401);
  });

  it('refuses a wrong current password, and leaves tokens, keys and password', async () => {
    const key = await addKey();
    const answer = await change({ ...right(), currentPassword: 'not the password', revokeKeys: true });
    expect(codeOf(answer)).to.deep.equal(refused(403, currentPasswordWrong));
    expect(await Promise.all([person.token, key].map(statusFor))).to.deep.equal([200, 200]);
    expect((await signIn(library, person)).status).to.equal(200);
  });

  for (const json of [
    {},
    { newPassword },
    { currentPassword: 'x' },
    { currentPassword: 'x', newPassword: 'short' },
  ]) {
    it(`refuses ${JSON.stringify(json)}`, async () => {
      expect(codeOf(await change(json))).to.deep.equal(refused(400, validationFailed));
    });
  }

  it('changes once when two clients change at the same moment', async () => {
    const answers = await Promise.all([
      change(right()),
      change({ ...right(), newPassword: `${newPassword}!` }),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).to.have.lengthOf(1);
  });

  it('stores neither password in clear text, also with an Idempotency-Key', async () => {
    expect((await change(right(), { 'Idempotency-Key': 'change-once' })).status).to.equal(200);
    for (const secret of [person.password, newPassword]) {
      expect(await tablesWith(library, secret)).to.deep.equal([]);
    }
  });

  it('records what was done', async () => {
    const events = await library.auditOf(() => change({ ...right(), revokeKeys: true }));
    expect(events.map(({ action }) => action)).to.deep.equal([
      'accounts.password_changed',
      'accounts.signed_out_everywhere',
      'accounts.api_keys_revoked',
      'accounts.session_started',
    ]);
  });
});

describe('Guessing the current password', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary({ config: { limitLogin: { points: 5, seconds: 600 } } });
  });
  after(() => library.stop());

  it('meets the limit of signing in', async () => {
    const { token } = await addPerson(library);
    const guess = () => {
      const json = { currentPassword: 'not the password', newPassword };
      return library.api.post('/v2/me/password-changes', { token, json });
    };
    for (let tried = 0; tried < 5; tried++) {
      expect(codeOf(await guess())).to.deep.equal(refused(403, currentPasswordWrong));
    }
    expect(codeOf(await guess())).to.deep.equal(refused(429, limitExceeded));
  });
});
