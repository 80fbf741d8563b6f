import { expect } from 'chai';
import sql from 'sql-template-tag';
import {
  passwordCommon,
  passwordPersonal,
  passwordTooShort,
  passwordUnusable,
} from '../../../../src/domain/accounts/refusals.js';
import { Argon2Passwords } from '../../../../src/infrastructure/accounts/argon2-passwords.js';
import { addPerson, rowsOf } from '../../../support/people.js';
import { refusal, said } from '../../../support/said.js';
import { startService, type RunningService } from '../../../support/service.js';

describe('A password over /v1', () => {
  let running: RunningService;
  before(async () => {
    running = await startService({
      content: 'migrated',
      config: { limitLogin: { points: 100_000, seconds: 60 } },
    });
  });
  after(() => running.stop());

  const ada = {
    username: 'countess1815',
    email: 'ada.lovelace@example.org',
    first_name: 'Ada',
    last_name: 'Lovelace',
  };
  const register = (json: object) => running.api.post('/v1/users/register', { json });
  const login = async (email: string, password: string) =>
    (await running.api.post('/v1/users/login', { json: { email, password } })).status;

  for (const [what, password, fault] of [
    ['a common one', 'Password', passwordCommon],
    ['eight digits in a row', '12345678', passwordCommon],
    ["the person's address", ada.email, passwordPersonal],
    ["the person's name", 'ada lovelace', passwordPersonal],
    ['one with a control character', 'a long\tand quiet evening', passwordUnusable],
    ['one that composes to five characters', 'é'.normalize('NFD').repeat(5), passwordTooShort],
  ] as const) {
    it(`is refused when it is ${what}, and nothing is stored`, async () => {
      expect(said(await register({ ...ada, password }))).to.deep.equal(refusal(400, fault));
      expect(await rowsOf(running, sql`select id from patron where email = ${ada.email}`)).to.deep.equal([]);
    });
  }

  it('opens the account in every form of the same text', async () => {
    const [email, composed] = ['forms@example.org', 'Überraschung im Café'];
    await register({ ...ada, email, password: composed.normalize('NFD') });
    for (const form of [composed, composed.normalize('NFD'), composed.replaceAll(' ', '\u00a0')])
      expect(await login(email, form)).to.equal(200);
    expect(await login(email, composed.toLowerCase())).to.equal(401);
  });

  it('opens an account whose hash an older release made from the text as it was typed', async () => {
    const { id, email } = await addPerson(running);
    const password = 'Überraschung im Café'.normalize('NFD');
    const hash = await new Argon2Passwords().hash(password);
    await rowsOf(running, sql`update patron set password_hash = ${hash} where id = ${id}`);
    expect(await login(email, password)).to.equal(200);
  });
});
