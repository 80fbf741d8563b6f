import { expect } from 'chai';
import { noSession, refreshTokenInvalid } from '../../../../src/domain/accounts/refusals.js';
import { tokenInvalid } from '../../../../src/interface/kernel/errors/refusals.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { addPerson, tokenFor, type Person } from '../../../support/people.js';
import { codeOf, pairFor, patch, refresh, refused, tagOf, unlimited } from './people.js';

describe('The end of tokens of /v2', () => {
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

  it('comes at once when somebody signs out, for the whole family and no other', async () => {
    const other = await pairFor(library, person);
    const { accessToken, refreshToken } = await pairFor(library, person);
    const events = await library.auditOf(async () => {
      const answer = await library.api.delete('/v2/tokens/current', { token: accessToken });
      expect([answer.status, answer.body]).to.deep.equal([204, '']);
    });
    expect(events.map(({ action }) => action)).to.deep.equal(['accounts.session_ended']);
    await shut(accessToken);
    expect((await library.api.get('/v1/users/me', { token: accessToken })).status).to.equal(401);
    expect(codeOf(await refresh(library, refreshToken))).to.deep.equal(refused(401, refreshTokenInvalid));
    await open(other.accessToken);
  });

  it('comes with signing out for a token of v1, which is a session of its own', async () => {
    const { email, password } = person;
    const { body } = await library.api.post('/v1/users/login', { json: { email, password } });
    expect((await library.api.delete('/v2/tokens/current', { token: body.token })).status).to.equal(204);
    await shut(body.token);
  });

  it('cannot be requested by a token without a session', async () => {
    const token = tokenFor(library.service, { patronId: person.id, role: 'patron' });
    const answer = await library.api.delete('/v2/tokens/current', { token });
    expect(codeOf(answer)).to.deep.equal(refused(409, noSession));
    await open(token);
  });

  const next = 'a new and longer evening';
  for (const [way, end] of [
    [
      'a new password over /v1',
      (token: string, { password }: Person) =>
        library.api.put('/v1/users/me', { token, json: { password: next, current_password: password } }),
    ],
    [
      'a new password over /v2',
      (token: string, { password }: Person) => {
        const json = { newPassword: next, currentPassword: password };
        return library.api.post('/v2/me/password-changes', { token, json });
      },
    ],
    ['signing out everywhere', (token: string) => library.api.delete('/v2/me/sessions', { token })],
  ] as const) {
    it(`comes with ${way} for all tokens of both majors`, async () => {
      const { email, password } = person;
      const first = await pairFor(library, person);
      const second = await pairFor(library, person);
      const login = await library.api.post('/v1/users/login', { json: { email, password } });
      const old = tokenFor(library.service, { patronId: person.id, role: 'patron' });
      expect((await end(first.accessToken, person)).status).to.be.oneOf([200, 204]);
      for (const token of [first.accessToken, second.accessToken, login.body.token, old]) await shut(token);
      for (const { refreshToken } of [first, second]) {
        expect((await refresh(library, refreshToken)).status).to.equal(401);
      }
      const known = way === 'signing out everywhere' ? password : next;
      await open((await pairFor(library, { ...person, password: known })).accessToken);
    });
  }

  it('does not come with any other change of the account', async () => {
    const { accessToken } = await pairFor(library, person);
    const tag = await tagOf(library, '/v2/me', accessToken);
    expect((await patch(library, '/v2/me', accessToken, { username: 'other' }, tag)).status).to.equal(200);
    await open(accessToken);
  });

  it('comes at once with the end of the account', async () => {
    const { accessToken, refreshToken } = await pairFor(library, person);
    expect((await library.api.delete('/v2/me', { token: accessToken })).status).to.equal(204);
    await shut(accessToken);
    expect(codeOf(await refresh(library, refreshToken))).to.deep.equal(refused(401, refreshTokenInvalid));
  });
});
