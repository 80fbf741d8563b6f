import { expect } from 'chai';
import sql from 'sql-template-tag';
import { currentPasswordWrong } from '../../../../../src/domain/accounts/refusals.js';
import {
  secondFactorNotBegun,
  secondFactorRequired,
  secondFactorWrong,
} from '../../../../../src/domain/accounts/second-factor-refusals.js';
import { notAllowed, tokenInvalid } from '../../../../../src/interface/kernel/errors/refusals.js';
import {
  Authenticator,
  beginSetUp,
  confirmSetUp,
  enrol,
  signInWith,
} from '../../../../support/accounts/authenticator.js';
import { startLibrary, type Library } from '../../../../support/library.js';
import { addPerson, type Person } from '../../../../support/people.js';
import { codeOf, refresh, refused, tablesWith, unlimited } from '../people.js';

describe('A second factor in /v2', () => {
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

  describe('is set up', () => {
    it('with a secret as text, URI and QR code', async () => {
      const { status, body, headers } = await beginSetUp(library, person.token, {
        currentPassword: person.password,
      });
      expect(status).to.equal(201);
      expect(headers.get('cache-control')).to.equal('no-store');
      expect(body.secret).to.match(/^[A-Z2-7]{32}$/);
      const uri = new URL(body.uri as string);
      expect(uri.protocol + uri.pathname).to.include(encodeURIComponent(person.email));
      expect(uri.searchParams.get('secret')).to.equal(body.secret);
      expect(body.qrCode).to.match(/^<svg .*<\/svg>$/);
    });

    it('and confirmed with its first code, which gives ten recovery codes', async () => {
      const { recoveryCodes, token } = await enrol(library, person);
      expect(new Set(recoveryCodes).size).to.equal(10);
      for (const code of recoveryCodes) expect(code).to.match(/^([a-z2-7]{6}-){3}[a-z2-7]{6}$/);
      const confirmedAt = library.clock.now().toISOString();
      expect(await factorOf(token)).to.deep.equal({
        active: true,
        required: false,
        confirmedAt,
        recoveryCodesLeft: 10,
      });
    });

    it('only with the current password', async () => {
      const answer = await beginSetUp(library, person.token, { currentPassword: 'not this one' });
      expect(codeOf(answer)).to.deep.equal(refused(403, currentPasswordWrong));
      expect(
        await library.rows(sql`select 1 as one from second_factor where patron_id = ${person.id}`),
      ).to.deep.equal([]);
    });

    it('only with a right code: until then, signing in needs none', async () => {
      const { body } = await beginSetUp(library, person.token, { currentPassword: person.password });
      const stranger = new Authenticator('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', library.clock);
      expect(stranger.secret).to.not.equal(body.secret);
      const answer = await confirmSetUp(library, person.token, stranger.code());
      expect(codeOf(answer)).to.deep.equal(refused(403, secondFactorWrong));
      expect(await statusOf(person)).to.equal(200);
    });

    it('in order: a code without a secret is refused', async () => {
      const answer = await confirmSetUp(library, person.token, '123456');
      expect(codeOf(answer)).to.deep.equal(refused(409, secondFactorNotBegun));
    });

    it('by staff, not by patrons', async () => {
      const patron = await addPerson(library);
      const answer = await beginSetUp(library, patron.token, { currentPassword: patron.password });
      expect(codeOf(answer)).to.deep.equal(refused(403, notAllowed));
    });

    it('without a trace of secret or recovery codes in the database', async () => {
      const { app, recoveryCodes } = await enrol(library, person);
      for (const text of [
        app.secret,
        ...recoveryCodes,
        ...recoveryCodes.map((each) => each.replaceAll('-', '')),
      ])
        expect(await tablesWith(library, text)).to.deep.equal([]);
    });

    it('once more for another app, with a code of the present one, which stays in force until the new one is confirmed', async () => {
      const { app, recoveryCodes, token } = await enrol(library, person);
      const proof = { currentPassword: person.password };
      expect(codeOf(await beginSetUp(library, token, proof))).to.deep.equal(
        refused(403, secondFactorRequired),
      );
      later();
      const { body } = await beginSetUp(library, token, { ...proof, code: app.code() });
      const other = new Authenticator(body.secret as string, library.clock);
      later();
      expect(await statusOf(person, other.code())).to.equal(403);
      expect(await statusOf(person, app.code())).to.equal(200);
      expect((await confirmSetUp(library, token, other.code())).status).to.equal(200);
      later();
      expect(await statusOf(person, app.code())).to.equal(403);
      expect(await statusOf(person, recoveryCodes[0])).to.equal(403);
      expect(await statusOf(person, other.code())).to.equal(200);
    });
  });

  describe('ends', () => {
    it('every other session and every token without it, of both majors, when it is confirmed', async () => {
      const { email, password } = person;
      const single = await library.api.post('/v1/users/login', { json: { email, password } });
      const pair = (await signInWith(library, person)).body;
      const { token } = await enrol(library, person);
      for (const other of [single.body.token, pair.accessToken, person.token] as string[])
        expect(codeOf(await me(other))).to.deep.equal(refused(401, tokenInvalid));
      expect((await refresh(library, pair.refreshToken as string)).status).to.equal(401);
      expect((await me(token)).status).to.equal(200);
    });
  });
});
