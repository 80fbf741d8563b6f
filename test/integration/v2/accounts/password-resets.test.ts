import { expect } from 'chai';
import sql from 'sql-template-tag';
import { linkInvalid } from '../../../../src/domain/accounts/refusals.js';
import { limitExceeded } from '../../../../src/interface/kernel/errors/refusals.js';
import { letters } from '../../../support/accounts/letters.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { addPerson, type Person } from '../../../support/people.js';
import { startSmtp, type SmtpServer } from '../../../support/smtp.js';
import { codeOf, pairFor, refresh, refused, signIn, tablesWith, unlimited } from './people.js';

const fresh = 'a new and quiet morning';

describe('Forgotten passwords', () => {
  let library: Library;
  let smtp: SmtpServer;
  let person: Person;
  before(async () => {
    smtp = await startSmtp();
    library = await startLibrary({ config: { ...unlimited, smtpUrl: smtp.url } });
  });
  after(async () => {
    await library.stop();
    await smtp.stop();
  });
  beforeEach(async () => {
    person = await addPerson(library);
  });

  const mailed = () => letters(library, smtp);
  const ask = (email: string) => library.api.post('/v2/password-resets', { json: { email } });
  const use = (token: string, newPassword = fresh) =>
    library.api.post('/v2/password-resets/completions', { json: { token, newPassword } });
  const linkFor = async ({ email }: { email: string }) => {
    await ask(email);
    return (await mailed()).find(({ to }) => to === email)?.token ?? '';
  };

  it('are replaced with the link of a mail', async () => {
    expect((await use(await linkFor(person))).status).to.equal(204);
    expect((await signIn(library, person)).status).to.equal(401);
    expect((await signIn(library, { ...person, password: fresh })).status).to.equal(200);
  });

  it('are replaced over v1 in the same way', async () => {
    const asked = await library.api.post('/v1/users/password-resets', { json: { email: person.email } });
    expect([asked.status, asked.body]).to.deep.equal([202, { status: 'Success' }]);
    const letter = (await mailed()).find(({ token }) => token !== '');
    const json = { token: letter?.token, password: fresh };
    const done = await library.api.post('/v1/users/password-resets/complete', { json });
    expect([done.status, done.body]).to.deep.equal([200, { status: 'Success' }]);
    expect((await signIn(library, { ...person, password: fresh })).status).to.equal(200);
    const again = await library.api.post('/v1/users/password-resets/complete', { json });
    expect([again.status, again.body.code]).to.deep.equal([400, linkInvalid.code]);
  });

  it('end every token of both majors when they are replaced', async () => {
    const pair = await pairFor(library, person);
    const { email, password } = person;
    const login = await library.api.post('/v1/users/login', { json: { email, password } });
    await use(await linkFor(person));
    for (const token of [pair.accessToken, String(login.body.token)]) {
      expect((await library.api.get('/v2/me', { token })).status).to.equal(401);
      expect((await library.api.get('/v1/users/me', { token })).status).to.equal(401);
    }
    expect((await refresh(library, pair.refreshToken)).status).to.equal(401);
  });

  it('are told to their owner once they are replaced, with the time', async () => {
    const token = await linkFor(person);
    await use(token);
    const letter = (await mailed()).find(({ to }) => to === person.email);
    expect([letter?.to, letter?.subject]).to.deep.equal([person.email, 'Your password was changed']);
    expect(letter?.text).to.include('1 December 2026');
  });

  it('give an unknown address the same answer, after the same writes, and no mail', async () => {
    const waiting = () => library.rows(sql`select id from account_letter`);
    const known = await ask(person.email);
    expect(await waiting()).to.have.length(1);
    await mailed();
    const unknown = await ask('nobody@people.example');
    expect([unknown.status, unknown.body]).to.deep.equal([known.status, known.body]);
    expect(await waiting()).to.have.length(1);
    expect(await mailed()).to.deep.equal([]);
    expect(await tablesWith(library, 'nobody@people.example')).to.deep.equal([]);
  });

  it('leave no trace of a link but its hash', async () => {
    const token = await linkFor(person);
    expect(await tablesWith(library, token)).to.deep.equal([]);
  });

  it('are replaced within 30 minutes of the mail', async () => {
    const token = await linkFor(person);
    library.clock.advance({ seconds: 30 * 60 });
    expect(codeOf(await use(token))).to.deep.equal(refused(400, linkInvalid));
    expect((await signIn(library, person)).status).to.equal(200);
  });

  it('are replaced once, also by two at the same moment', async () => {
    const token = await linkFor(person);
    const answers = await Promise.all(['one', 'two'].map((word) => use(token, `${fresh} ${word}`)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([204, 400]);
  });

  it('make all other links useless when they are replaced', async () => {
    const first = await linkFor(person);
    await use(await linkFor(person));
    expect(codeOf(await use(first))).to.deep.equal(refused(400, linkInvalid));
  });

  for (const verified of [true, false]) {
    it(`${verified ? 'leave' : 'revoke'} the API keys of an address that was ${verified ? '' : 'never '}verified`, async () => {
      const staff = await addPerson(library, 'librarian');
      const json = { name: 'terminal', scopes: ['accounts:read'] };
      const made = await library.api.post('/v2/api-keys', { token: staff.token, json });
      await library.rows(sql`update patron set email_verified = ${verified} where id = ${staff.id}`);
      await use(await linkFor(staff));
      const withKey = await library.api.get('/v2/me', { token: String(made.body.key) });
      expect(withKey.status).to.equal(verified ? 200 : 401);
      const { accessToken } = await pairFor(library, { ...staff, password: fresh });
      expect((await library.api.get('/v2/me', { token: accessToken })).body.emailVerified).to.equal(true);
    });
  }

  it('are limited for each account, whether it exists or not', async () => {
    const config = { limitMail: { points: 2, seconds: 60 } };
    const strict = await startLibrary({ config });
    const post = () => strict.api.post('/v2/password-resets', { json: { email: 'nobody@people.example' } });
    expect([(await post()).status, (await post()).status]).to.deep.equal([202, 202]);
    const third = await post();
    expect(codeOf(third)).to.deep.equal(refused(429, limitExceeded));
    expect(third.headers.get('retry-after')).to.match(/^\d+$/);
    await strict.stop();
  });
});
