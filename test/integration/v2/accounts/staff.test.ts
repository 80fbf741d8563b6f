import { expect } from 'chai';
import {
  accountDisabled,
  accountInUse,
  cardNumberTaken,
  emailMissing,
  emailTaken,
} from '../../../../src/domain/accounts/refusals.js';
import { notAllowed, tokenInvalid } from '../../../../src/interface/kernel/errors/refusals.js';
import { toId } from '../../../../src/interface/v2/ids.js';
import { letters } from '../../../support/accounts/letters.js';
import type { Answer } from '../../../support/api-client.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { addPerson, type Person } from '../../../support/people.js';
import { startSmtp, type SmtpServer } from '../../../support/smtp.js';
import { codeOf, pairFor, patch, refresh, refused, signIn, tagOf, unlimited } from './people.js';

const pathOf = (id: number) => `/v2/patrons/${toId('patron', id)}`;

describe('Staff over /v2', () => {
  let library: Library;
  let smtp: SmtpServer;
  let admin: Person;
  let librarian: Person;
  let person: Person;
  before(async () => {
    smtp = await startSmtp();
    library = await startLibrary({ config: { ...unlimited, smtpUrl: smtp.url } });
    admin = await addPerson(library, 'admin');
    librarian = await addPerson(library, 'librarian');
  });
  after(async () => {
    await library.stop();
    await smtp.stop();
  });
  beforeEach(async () => {
    person = await addPerson(library);
  });

  const register = (json: object, by: { token: string } = librarian) =>
    library.api.post('/v2/desk/patrons', { token: by.token, json });
  const amend = async (id: number, json: object, by: Person = librarian) =>
    patch(library, pathOf(id), by.token, json, await tagOf(library, pathOf(id), admin.token));
  const remove = (path: string, by: Person = librarian) => library.api.delete(path, { token: by.token });
  const me = (token: string, major = 'v2') =>
    library.api.get(major === 'v2' ? '/v2/me' : '/v1/users/me', { token });
  const borrow = async (token: string): Promise<Answer> =>
    library.api.post('/v1/loans', { token, json: { book_id: await library.addBook({ title: 'A book' }) } });

  describe('register a patron', () => {
    it('without an address and a password, with category, card number and expiry', async () => {
      const child = { firstName: 'Tim', lastName: 'King', category: 'child' };
      const given = { username: 'Tim', cardNumber: 'k-100', expiresAt: '2028-12-01T00:00:00Z', ...child };
      const { status, body, headers } = await register(given);
      expect(status).to.equal(201);
      expect(body).to.include({ ...child, cardNumber: 'K-100', email: null, role: 'patron' });
      expect(headers.get('location')).to.equal(`/v2/patrons/${body.id}`);
      const json = { patronId: body.id, copyBarcode: await newBarcode() };
      const lent = await library.api.post('/v2/loans', { token: librarian.token, json });
      expect(lent.status).to.equal(201);
    });

    it('with the next card number that no patron has', async () => {
      const { body } = await register({ username: 'Ann' });
      const next = `P${String(Number(body.cardNumber.slice(1)) + 1).padStart(7, '0')}`;
      expect((await register({ username: 'Ben', cardNumber: next })).status).to.equal(201);
      const after = `P${String(Number(body.cardNumber.slice(1)) + 2).padStart(7, '0')}`;
      expect((await register({ username: 'Cleo' })).body.cardNumber).to.equal(after);
    });

    it('never with a card number or an address that another patron has', async () => {
      await register({ username: 'Dan', cardNumber: 'D-1', email: 'dan@example.org' });
      const twins = await Promise.all([
        register({ username: 'Eve', cardNumber: ' d-1' }),
        register({ username: 'Eve', email: 'DAN@example.org' }),
      ]);
      expect(twins.map(codeOf)).to.deep.equal([refused(409, cardNumberTaken), refused(409, emailTaken)]);
    });

    it('once, when the same card number is sent eight times at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => register({ username: 'Flo', cardNumber: 'F-1' })),
      );
      expect(answers.filter(({ status }) => status === 201)).to.have.length(1);
      expect(answers.filter(({ status }) => status === 409)).to.have.length(7);
    });

    it('but patrons do not', async () => {
      expect(codeOf(await register({ username: 'Gus' }, person))).to.deep.equal(refused(403, notAllowed));
    });
  });

  it('change an address and a card number, which count at once', async () => {
    const email = `new-${person.id}@example.org`;
    const { status, body } = await amend(person.id, { email, cardNumber: `x-${person.id}` });
    expect(status).to.equal(200);
    expect(body).to.include({ email, cardNumber: `X-${person.id}` });
    expect((await signIn(library, { ...person, email })).status).to.equal(200);
    expect((await signIn(library, person)).status).to.equal(401);
  });

  it('cannot give an address or a card number of somebody else', async () => {
    const other = await addPerson(library);
    const { cardNumber } = (await library.api.get(pathOf(other.id), { token: admin.token })).body;
    expect(codeOf(await amend(person.id, { email: other.email }))).to.deep.equal(refused(409, emailTaken));
    expect(codeOf(await amend(person.id, { cardNumber }))).to.deep.equal(refused(409, cardNumberTaken));
  });

  describe('disable an account', () => {
    it('so that all its tokens end, in both majors, and it cannot sign in', async () => {
      const pair = await pairFor(library, person);
      const login = { json: { email: person.email, password: person.password } };
      const old = (await library.api.post('/v1/users/login', login)).body.token as string;
      expect((await amend(person.id, { disabled: true })).body).to.include({ disabled: true });
      for (const major of ['v1', 'v2']) {
        for (const token of [pair.accessToken, old]) expect((await me(token, major)).status).to.equal(401);
      }
      expect((await refresh(library, pair.refreshToken)).status).to.equal(401);
      expect(codeOf(await signIn(library, person))).to.deep.equal(refused(403, accountDisabled));
      expect(codeOf(await library.api.post('/v1/users/login', login))).to.deep.equal(
        refused(403, accountDisabled),
      );
      expect((await signIn(library, { ...person, password: 'not the password' })).status).to.equal(401);
    });

    it('so that it borrows nothing, neither itself nor at the desk', async () => {
      await amend(person.id, { disabled: true });
      const json = { patronId: toId('patron', person.id), copyBarcode: await newBarcode() };
      const lent = await library.api.post('/v2/loans', { token: librarian.token, json });
      expect([lent.status, lent.body.code]).to.deep.equal([409, 'circulation.patron_blocked']);
    });

    it('and enable it again, without the sessions that it had before', async () => {
      const { accessToken } = await pairFor(library, person);
      await amend(person.id, { disabled: true });
      expect((await amend(person.id, { disabled: false })).body).to.include({ disabled: false });
      expect(codeOf(await me(accessToken))).to.deep.equal(refused(401, tokenInvalid));
      expect((await signIn(library, person)).status).to.equal(200);
    });

    it('with its API keys, until it is enabled', async () => {
      const json = { name: 'terminal', scopes: ['accounts:read'] };
      const other = await addPerson(library, 'librarian');
      const { key } = (await library.api.post('/v2/api-keys', { token: other.token, json })).body;
      expect((await me(key)).status).to.equal(200);
      await amend(other.id, { disabled: true }, admin);
      expect(codeOf(await me(key))).to.deep.equal(refused(401, tokenInvalid));
      await amend(other.id, { disabled: false }, admin);
      expect((await me(key)).status).to.equal(200);
    });
  });

  it('change an address, and the one before is told', async () => {
    await amend(person.id, { email: `told-${person.id}@example.org` });
    const told = (await letters(library, smtp)).filter(({ to }) => to === person.email);
    expect(told.map(({ subject }) => subject)).to.deep.equal(['Your e-mail address was changed']);
  });

  it('start a reset, by a link that only the patron gets', async () => {
    const path = `${pathOf(person.id)}/password-resets`;
    const { status, body } = await library.api.post(path, { token: librarian.token });
    expect([status, body]).to.deep.equal([202, { status: 'accepted' }]);
    const letter = (await letters(library, smtp)).find(({ to }) => to === person.email);
    const json = { token: letter?.token, newPassword: 'a new and quiet morning' };
    expect((await library.api.post('/v2/password-resets/completions', { json })).status).to.equal(204);
    expect((await signIn(library, { ...person, password: json.newPassword })).status).to.equal(200);
  });

  it('cannot start a reset for a patron without an address', async () => {
    const { body } = await register({ username: 'Hal' });
    const path = `/v2/patrons/${body.id}/password-resets`;
    expect(codeOf(await library.api.post(path, { token: librarian.token }))).to.deep.equal(
      refused(409, emailMissing),
    );
  });

  it('sign a patron out everywhere', async () => {
    const pair = await pairFor(library, person);
    const events = await library.auditOf(async () => {
      expect((await remove(`${pathOf(person.id)}/sessions`)).status).to.equal(204);
    });
    expect(events.map(({ action, actor }) => [action, actor])).to.deep.equal([
      ['accounts.signed_out_everywhere', librarian.id],
    ]);
    expect((await me(pair.accessToken)).status).to.equal(401);
    expect((await refresh(library, pair.refreshToken)).status).to.equal(401);
  });

  it('close an account, except while loans are open', async () => {
    await borrow(person.token);
    expect(codeOf(await remove(pathOf(person.id)))).to.deep.equal(refused(409, accountInUse));
    const other = await addPerson(library);
    expect((await remove(pathOf(other.id))).status).to.equal(204);
    expect((await remove(pathOf(other.id))).status).to.equal(404);
    expect((await signIn(library, other)).status).to.equal(401);
  });

  let copies = 0;
  async function newBarcode(): Promise<string> {
    const bookId = await library.addBook({ title: 'A book' }, 0);
    const barcode = `staff-${++copies}`;
    const json = { barcode };
    const path = `/v2/books/${toId('book', bookId)}/copies`;
    const added = await library.api.post(path, { token: librarian.token, json });
    expect(added.status).to.equal(201);
    return barcode;
  }
});
