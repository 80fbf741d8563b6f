import { expect } from 'chai';
import sql from 'sql-template-tag';
import type { Config } from '../../../../config/index.js';
import {
  emailTaken,
  emailVerified,
  linkInvalid,
  registrationClosed,
} from '../../../../src/domain/accounts/refusals.js';
import { emailUnverified } from '../../../../src/domain/kernel/email-unverified.js';
import { letters } from '../../../support/accounts/letters.js';
import type { Answer } from '../../../support/api-client.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { startSmtp, type SmtpServer } from '../../../support/smtp.js';
import { codeOf, refused, signIn, tablesWith } from './people.js';

const password = 'a long and quiet evening';
const home = 'https://library.example';
let people = 0;

describe('E-mail addresses', () => {
  let library: Library;
  let smtp: SmtpServer;
  const begin = async (config: Partial<Config> = {}) => {
    const wishes = { smtpUrl: smtp.url, publicUrl: home, registration: 'verified' as const };
    library = await startLibrary({ config: { ...wishes, ...config } });
  };
  beforeEach(async () => {
    smtp = await startSmtp();
  });
  afterEach(async () => {
    await library.stop();
    await smtp.stop();
  });

  const mailed = () => letters(library, smtp);
  const verify = (token: string) => library.api.post('/v2/email-verifications', { json: { token } });

  async function register(headers: Record<string, string> = {}): Promise<{ email: string; token: string }> {
    const email = `newcomer-${++people}@people.example`;
    const json = { username: 'newcomer', email, password };
    const answer = await library.api.post('/v2/patrons', { json, headers });
    expect(answer.status).to.equal(201);
    return { email, token: String((await signIn(library, { email, password })).body.accessToken) };
  }

  async function borrow(token: string): Promise<Answer> {
    const bookId = await library.addBook({ title: 'Fair Play' });
    return library.api.post('/v1/loans', { token, json: { book_id: bookId } });
  }

  const me = async (token: string) => (await library.api.get('/v2/me', { token })).body;

  it('are verified by the link of one mail, whose host no request can choose', async () => {
    await begin();
    const { email, token } = await register({ 'X-Forwarded-Host': 'evil.example' });
    const [letter, ...others] = await mailed();
    expect([letter?.to, others]).to.deep.equal([email, []]);
    expect(letter?.link).to.match(/^https:\/\/library\.example\/account\/verify\?token=sll_[\w-]{43}$/);
    expect(await me(token)).to.include({ emailVerified: false });
    expect((await verify(letter?.token ?? '')).status).to.equal(204);
    expect(await me(token)).to.include({ emailVerified: true, email });
  });

  it('that are not verified borrow nothing in either major, but sign in and read', async () => {
    await begin();
    const { token } = await register();
    const answer = await borrow(token);
    expect([answer.status, answer.body.code]).to.deep.equal([409, emailUnverified.code]);
    const bookId = await library.addBook({ title: 'Emma' });
    const [copy] = await library.rows<{ barcode: string }>(
      sql`select barcode from copy where book_id = ${bookId}`,
    );
    const json = { copyBarcode: copy?.barcode };
    expect(codeOf(await library.api.post('/v2/loans', { token, json }))).to.deep.equal(
      refused(409, emailUnverified),
    );
    const override = { reason: 'Showed a passport.' };
    const atDesk = { ...json, patronId: (await me(token)).id, override };
    expect(
      (await library.api.post('/v2/loans', { token: library.librarian.token, json: atDesk })).status,
    ).to.equal(201);
  });

  it('that are verified borrow', async () => {
    await begin();
    const { token } = await register();
    const [letter] = await mailed();
    await verify(letter?.token ?? '');
    expect((await borrow(token)).status).to.equal(201);
  });

  it('are verified once with a link, within three days, and with no other text', async () => {
    await begin();
    await register();
    const [letter] = await mailed();
    for (const text of ['sll_', 'x', `${letter?.token}x`])
      expect(codeOf(await verify(text))).to.deep.equal(refused(400, linkInvalid));
    await verify(letter?.token ?? '');
    expect(codeOf(await verify(letter?.token ?? ''))).to.deep.equal(refused(400, linkInvalid));
    const late = await register();
    const [second] = await mailed();
    library.clock.advance({ seconds: 3 * 86_400 });
    expect(codeOf(await verify(second?.token ?? ''))).to.deep.equal(refused(400, linkInvalid));
    expect(late.email).to.equal(second?.to);
  });

  it('get another link when it is asked for, until they are verified', async () => {
    await begin();
    const { email, token } = await register();
    await mailed();
    const ask = () => library.api.post('/v2/me/email-verifications', { token });
    expect((await ask()).status).to.equal(202);
    const [letter] = await mailed();
    expect(letter?.to).to.equal(email);
    await verify(letter?.token ?? '');
    expect(codeOf(await ask())).to.deep.equal(refused(409, emailVerified));
  });

  it('are asked for in the language of the registration', async () => {
    await begin();
    const { token } = await register({ 'Accept-Language': 'de-AT, fr;q=0.5' });
    const [letter] = await mailed();
    expect(letter?.subject).to.equal('Bestätigen Sie Ihre E-Mail-Adresse');
    expect(await me(token)).to.include({ language: 'de' });
  });

  it('count as verified at once with open registration, and nothing is mailed', async () => {
    await begin({ registration: 'open' });
    const { token } = await register();
    expect(await mailed()).to.deep.equal([]);
    expect((await borrow(token)).status).to.equal(201);
  });

  it('register nobody where staff open the accounts', async () => {
    await begin({ registration: 'staff' });
    const json = { username: 'newcomer', email: 'newcomer@people.example', password };
    for (const path of ['/v1/users/register', '/v2/patrons'])
      expect(codeOf(await library.api.post(path, { json }))).to.deep.equal(refused(403, registrationClosed));
  });

  it('of v1 are verified in the same way', async () => {
    await begin();
    const json = { username: 'newcomer', email: 'one@people.example', password };
    await library.api.post('/v1/users/register', { json });
    const login = await library.api.post('/v1/users/login', { json: { email: json.email, password } });
    const token = String(login.body.token);
    expect((await borrow(token)).status).to.equal(409);
    const [letter] = await mailed();
    await verify(letter?.token ?? '');
    expect((await borrow(token)).status).to.equal(201);
  });

  it('are taken by the first who proves them', async () => {
    await begin({ registration: 'open' });
    const first = await register();
    const second = await register();
    const wish = 'wanted@people.example';
    for (const { token } of [first, second]) await changeEmail(token, wish);
    const links = (await mailed()).filter(({ to }) => to === wish).map(({ token }) => token);
    expect((await verify(links[0] ?? '')).status).to.equal(204);
    expect(codeOf(await verify(links[1] ?? ''))).to.deep.equal(refused(409, emailTaken));
  });

  it('change when the link to the new one is used, and the old one is told of both steps', async () => {
    await begin({ registration: 'open' });
    const { email, token } = await register();
    await changeEmail(token, 'new@people.example');
    expect(await me(token)).to.include({ email, pendingEmail: 'new@people.example' });
    const first = await mailed();
    expect(first.map(({ to, subject }) => `${to}: ${subject}`).toSorted()).to.deep.equal([
      'new@people.example: Confirm your e-mail address',
      `${email}: Another e-mail address was given for your account`,
    ]);
    await verify(first.find(({ to }) => to !== email)?.token ?? '');
    expect(await me(token)).to.include({
      email: 'new@people.example',
      pendingEmail: null,
      emailVerified: true,
    });
    expect((await mailed()).map(({ to, subject }) => `${to}: ${subject}`)).to.deep.equal([
      `${email}: Your e-mail address was changed`,
    ]);
    expect(await tablesWith(library, email)).to.deep.equal([]);
  });

  it('keep their links and letters out of a closed account', async () => {
    await begin();
    const { email, token } = await register();
    await library.api.delete('/v2/me', { token });
    expect(await mailed()).to.deep.equal([]);
    expect(await tablesWith(library, email)).to.deep.equal([]);
  });

  async function changeEmail(token: string, email: string): Promise<void> {
    const headers = { 'If-Match': (await library.api.get('/v2/me', { token })).headers.get('etag') ?? '' };
    const json = { email, currentPassword: password };
    const answer = await library.api.send('PATCH', '/v2/me', { token, json, headers });
    expect(answer.status).to.equal(200);
  }
});
