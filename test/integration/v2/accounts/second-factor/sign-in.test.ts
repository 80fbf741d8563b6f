import { expect } from 'chai';
import sql from 'sql-template-tag';
import { ownAccount } from '../../../../../src/domain/accounts/refusals.js';
import {
  secondFactorAbsent,
  secondFactorRequired,
  secondFactorWrong,
} from '../../../../../src/domain/accounts/second-factor-refusals.js';
import { notAllowed, tokenInvalid } from '../../../../../src/interface/kernel/errors/refusals.js';
import { toId } from '../../../../../src/interface/v2/ids.js';
import { enrol, signInWith } from '../../../../support/accounts/authenticator.js';
import { startLibrary, type Library } from '../../../../support/library.js';
import { addPerson, type Person } from '../../../../support/people.js';
import { codeOf, refresh, refused, unlimited } from '../people.js';

describe('A second factor in /v2, once it is set up', () => {
  let library: Library;
  let person: Person;
  before(async () => {
    library = await startLibrary({ config: unlimited });
  });
  after(() => library.stop());
  beforeEach(async () => {
    person = await addPerson(library, 'librarian');
  });

  const me = (token: string) => library.api.get('/v2/me', { token });
  const factorOf = async (token: string) => (await library.api.get('/v2/me/second-factor', { token })).body;
  const later = (seconds = 30) => library.clock.advance({ seconds });
  const statusOf = async (who: Person, code?: string) => (await signInWith(library, who, code)).status;

  describe('is asked for', () => {
    it('at each sign-in, after the password', async () => {
      const { app } = await enrol(library, person);
      later();
      expect(codeOf(await signInWith(library, person))).to.deep.equal(refused(403, secondFactorRequired));
      expect(await statusOf({ ...person, password: 'not this one' }, app.code())).to.equal(401);
      expect(await statusOf(person, app.code())).to.equal(200);
    });

    it('with spaces and hyphens, as people copy codes', async () => {
      const { app, recoveryCodes } = await enrol(library, person);
      later();
      expect(await statusOf(person, `${app.code().slice(0, 3)} ${app.code().slice(3)}`)).to.equal(200);
      expect(await statusOf(person, recoveryCodes[0]?.toUpperCase().replaceAll('-', ' '))).to.equal(200);
    });

    it('once: a code that was used is refused, also the one that confirmed it', async () => {
      const { app } = await enrol(library, person);
      expect(codeOf(await signInWith(library, person, app.code()))).to.deep.equal(
        refused(403, secondFactorWrong),
      );
      later();
      expect(await statusOf(person, app.code())).to.equal(200);
      expect(codeOf(await signInWith(library, person, app.code()))).to.deep.equal(
        refused(403, secondFactorWrong),
      );
    });

    it('once, also when ten clients send the same code at the same moment', async () => {
      const { app } = await enrol(library, person);
      later();
      const code = app.code();
      const statuses = await Promise.all(Array.from({ length: 10 }, () => statusOf(person, code)));
      expect(statuses.filter((status) => status === 200)).to.have.lengthOf(1);
      expect(statuses.filter((status) => status === 403)).to.have.lengthOf(9);
    });

    it('once for each recovery code', async () => {
      const { recoveryCodes } = await enrol(library, person);
      const [first, second] = recoveryCodes;
      expect(await statusOf(person, first)).to.equal(200);
      expect(await statusOf(person, first)).to.equal(403);
      const { body } = await signInWith(library, person, second);
      expect((await factorOf(body.accessToken as string)).recoveryCodesLeft).to.equal(8);
    });

    for (const code of ['000000', '12345', '1234567', 'abcdef', '١٢٣٤٥٦']) {
      it(`and refuses ${code}`, async () => {
        await enrol(library, person);
        later();
        expect(codeOf(await signInWith(library, person, code))).to.deep.equal(
          refused(403, secondFactorWrong),
        );
      });
    }

    it('not again after a change of the password, in either major', async () => {
      const { token } = await enrol(library, person);
      const change = { currentPassword: person.password, newPassword: 'another long and quiet evening' };
      const changed = await library.api.post('/v2/me/password-changes', { token, json: change });
      const pair = changed.body as { accessToken: string };
      expect((await me(pair.accessToken)).status).to.equal(200);
      const again = { current_password: change.newPassword, password: person.password };
      const put = await library.api.send('PUT', '/v1/users/me', { token: pair.accessToken, json: again });
      expect((await me(put.body.token as string)).status).to.equal(200);
    });

    it('neither for a refresh nor of an API key', async () => {
      const { token, app } = await enrol(library, person);
      const key = await library.api.post('/v2/api-keys', {
        token,
        json: { name: 'k', scopes: ['accounts:read'] },
      });
      later();
      const { body } = await signInWith(library, person, app.code());
      expect((await refresh(library, body.refreshToken as string)).status).to.equal(200);
      expect((await me(key.body.key as string)).status).to.equal(200);
    });

    it('by the login of /v1, which says where to go; a token of /v2 is valid there', async () => {
      const { app } = await enrol(library, person);
      later();
      const { email, password } = person;
      const login = await library.api.post('/v1/users/login', { json: { email, password } });
      expect(codeOf(login)).to.deep.equal(refused(403, secondFactorRequired));
      expect(login.body.message).to.include('issueTokens');
      const { body } = await signInWith(library, person, app.code());
      expect((await library.api.get('/v1/users/me', { token: body.accessToken as string })).status).to.equal(
        200,
      );
    });
  });

  describe('is taken away', () => {
    const remove = (token: string, code: string) =>
      library.api.post('/v2/me/second-factor/removals', { token, json: { code } });
    const reset = (token: string, id: number) =>
      library.api.send('DELETE', `/v2/patrons/${toId('patron', id)}/second-factor`, { token });

    it('by its owner with a code', async () => {
      const { app, token } = await enrol(library, person);
      later();
      expect(codeOf(await remove(token, '000000'))).to.deep.equal(refused(403, secondFactorWrong));
      expect((await remove(token, app.code())).status).to.equal(204);
      expect(await statusOf(person)).to.equal(200);
      expect((await factorOf(token)).active).to.equal(false);
    });

    it('only where there is one', async () => {
      expect(codeOf(await remove(person.token, '123456'))).to.deep.equal(refused(409, secondFactorAbsent));
    });

    it('by another admin, which ends every token of the account', async () => {
      const admin = await addPerson(library, 'admin');
      const { token } = await enrol(library, person);
      expect((await reset(admin.token, person.id)).status).to.equal(204);
      expect(codeOf(await me(token))).to.deep.equal(refused(401, tokenInvalid));
      expect(await statusOf(person)).to.equal(200);
    });

    it('by no librarian, and by no admin for their own account', async () => {
      const admin = await addPerson(library, 'admin');
      expect(codeOf(await reset(admin.token, admin.id))).to.deep.equal(refused(403, ownAccount));
      expect(codeOf(await reset(person.token, admin.id))).to.deep.equal(refused(403, notAllowed));
      expect((await reset(admin.token, 999_999)).status).to.equal(404);
    });

    it('with the account, when that is closed', async () => {
      const { token } = await enrol(library, person);
      expect((await library.api.send('DELETE', '/v2/me', { token })).status).to.equal(204);
      const left = await library.rows(sql`select 1 as one from second_factor where patron_id = ${person.id}`);
      expect(left).to.deep.equal([]);
    });

    it('with each step in the audit trail, and no code in it', async () => {
      const admin = await addPerson(library, 'admin');
      const trail = await library.auditOf(async () => {
        const { recoveryCodes } = await enrol(library, person);
        await signInWith(library, person, recoveryCodes[0]);
        await reset(admin.token, person.id);
      });
      const isMine = ({ subject, action }: (typeof trail)[number]) =>
        subject === `patron ${person.id}` && action !== 'accounts.signed_in';
      const mine = trail.filter(isMine);
      expect(mine.map(({ action, actor, details }) => ({ action, actor, details }))).to.deep.equal([
        { action: 'accounts.second_factor_begun', actor: person.id, details: {} },
        { action: 'accounts.second_factor_confirmed', actor: person.id, details: {} },
        { action: 'accounts.recovery_code_used', actor: null, details: { left: 9 } },
        { action: 'accounts.signed_out_everywhere', actor: admin.id, details: {} },
        { action: 'accounts.second_factor_reset', actor: admin.id, details: {} },
      ]);
    });
  });
});
