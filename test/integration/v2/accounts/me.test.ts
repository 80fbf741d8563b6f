import { expect } from 'chai';
import { currentPasswordWrong, emailTaken, patronChanged } from '../../../../src/domain/accounts/refusals.js';
import {
  preconditionRequired,
  tokenMissing,
  validationFailed,
} from '../../../../src/interface/kernel/errors/refusals.js';
import { toId } from '../../../../src/interface/v2/ids.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { addPerson, type Person } from '../../../support/people.js';
import { codeOf, patch, refused, signIn, tablesWith, tagOf, unlimited } from './people.js';

describe('My account over /v2', () => {
  let library: Library;
  let person: Person;
  before(async () => {
    library = await startLibrary({ config: unlimited });
  });
  after(() => library.stop());
  beforeEach(async () => {
    person = await addPerson(library);
  });

  const show = () => library.api.get('/v2/me', { token: person.token });
  const change = async (json: unknown, tag?: string | null) =>
    patch(
      library,
      '/v2/me',
      person.token,
      json,
      tag === undefined ? await tagOf(library, '/v2/me', person.token) : tag,
    );

  it('can be created by anybody, and is shown with all its fields', async () => {
    const json = {
      username: 'ada',
      email: 'ada@people.example',
      password: 'a long and quiet evening',
      firstName: 'Ada',
    };
    const answer = await library.api.post('/v2/patrons', { json });
    expect(answer.status).to.equal(201);
    expect(answer.headers.get('location')).to.equal('/v2/me');
    const { id, cardNumber, createdAt, updatedAt, ...rest } = answer.body;
    expect(id).to.match(/^patron_\w{8,}$/);
    expect(cardNumber).to.match(/^P\d{7}$/);
    expect([createdAt, updatedAt]).to.deep.equal(Array(2).fill(library.clock.now().toISOString()));
    expect(rest).to.deep.equal({
      username: 'ada',
      email: 'ada@people.example',
      emailVerified: true,
      pendingEmail: null,
      language: 'en',
      firstName: 'Ada',
      lastName: null,
      category: 'adult',
      role: 'patron',
      disabled: false,
      expiresAt: null,
      blocks: [],
    });
    const token = (await signIn(library, json)).body.accessToken;
    const me = await library.api.get('/v2/me', { token });
    expect([me.body, me.headers.get('etag')]).to.deep.equal([answer.body, answer.headers.get('etag')]);
  });

  it('is created once for the same Idempotency-Key', async () => {
    const json = { username: 'bo', email: 'bo@people.example', password: 'a long and quiet evening' };
    const headers = { 'Idempotency-Key': 'open-bo' };
    const first = await library.api.post('/v2/patrons', { json, headers });
    const again = await library.api.post('/v2/patrons', { json, headers });
    expect([again.status, again.body]).to.deep.equal([201, first.body]);
    const other = await library.api.post('/v2/patrons', { json });
    expect(codeOf(other)).to.deep.equal(refused(409, emailTaken));
    expect(await tablesWith(library, json.password)).to.deep.equal([]);
  });

  it('is created without fields that only staff may set', async () => {
    const json = {
      username: 'eve',
      email: 'eve@people.example',
      password: 'a long and quiet evening',
      role: 'admin',
    };
    const answer = await library.api.post('/v2/patrons', { json });
    expect(codeOf(answer)).to.deep.equal(refused(400, validationFailed));
    expect(answer.body.errors).to.deep.equal([
      { pointer: '/role', code: 'unknown_field', detail: 'role is not known here' },
    ]);
  });

  it('is shown to its owner, and requires a token', async () => {
    expect((await show()).body).to.include({ id: toId('patron', person.id), email: person.email });
    expect(codeOf(await library.api.get('/v2/me'))).to.deep.equal(refused(401, tokenMissing));
  });

  it('is changed by a merge patch: sent fields change, and null removes a field', async () => {
    const named = await change({ firstName: 'Ada', lastName: 'Reader' });
    expect(named.body).to.include({ firstName: 'Ada', lastName: 'Reader', email: person.email });
    const { status, body, headers } = await change({ lastName: null, username: 'ada' });
    expect(status).to.equal(200);
    expect(body).to.include({ firstName: 'Ada', lastName: null, username: 'ada' });
    expect(headers.get('etag')).to.equal('"r3-v2.0"');
    expect((await show()).body).to.deep.equal(body);
  });

  it('keeps its ETag when nothing is changed', async () => {
    const before = await show();
    const { body, headers } = await change({ username: before.body.username });
    expect([body, headers.get('etag')]).to.deep.equal([before.body, before.headers.get('etag')]);
  });

  it('is not changed without If-Match: 428, nor from an older state: 412', async () => {
    expect(codeOf(await change({ username: 'x' }, null))).to.deep.equal(refused(428, preconditionRequired));
    const tag = await tagOf(library, '/v2/me', person.token);
    expect((await change({ username: 'first' }, tag)).status).to.equal(200);
    expect(codeOf(await change({ username: 'second' }, tag))).to.deep.equal(refused(412, patronChanged));
    expect(codeOf(await change({ username: 'second' }, '"made-up"'))).to.deep.equal(
      refused(412, patronChanged),
    );
    expect((await show()).body.username).to.equal('first');
  });

  it('has another ETag in v2 after a change over v1', async () => {
    const tag = await tagOf(library, '/v2/me', person.token);
    await library.api.put('/v1/users/me', { token: person.token, json: { username: 'by v1' } });
    expect(codeOf(await change({ username: 'by v2' }, tag))).to.deep.equal(refused(412, patronChanged));
    expect((await show()).body.username).to.equal('by v1');
  });

  it('is changed by one of two clients that patch the same state at the same moment', async () => {
    const tag = await tagOf(library, '/v2/me', person.token);
    const answers = await Promise.all(['one', 'two'].map((username) => change({ username }, tag)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([200, 412]);
  });

  it('refuses the address of another account, and fields that only staff may set', async () => {
    const other = await addPerson(library);
    expect(codeOf(await change({ email: other.email, currentPassword: person.password }))).to.deep.equal(
      refused(409, emailTaken),
    );
    for (const json of [
      { role: 'admin' },
      { category: 'staff' },
      { blocks: [] },
      { id: 'patron_x' },
      { username: null },
      { password: 'another long and quiet evening' },
    ]) {
      expect(codeOf(await change(json))).to.deep.equal(refused(400, validationFailed));
    }
  });

  it('changes the language of mails', async () => {
    expect((await change({ language: 'de' })).body.language).to.equal('de');
    expect(codeOf(await change({ language: 'fr' }))).to.deep.equal(refused(400, validationFailed));
  });

  it('gets another address with the current password only', async () => {
    const email = `other-${person.email}`;
    const missing = await change({ email });
    expect([missing.status, missing.body.errors[0].pointer]).to.deep.equal([400, '/currentPassword']);
    const wrong = await change({ email, currentPassword: 'not the password' });
    expect(codeOf(wrong)).to.deep.equal(refused(403, currentPasswordWrong));
    expect((await show()).body.email).to.equal(person.email);
    const answer = await change({ email, currentPassword: person.password });
    expect(answer.status).to.equal(200);
    expect(answer.body).to.include({ email: person.email, pendingEmail: email });
  });

  it('accepts a merge patch by its own media type', async () => {
    const tag = await tagOf(library, '/v2/me', person.token);
    const headers = { 'Content-Type': 'application/merge-patch+json' };
    const answer = await patch(library, '/v2/me', person.token, { username: 'merged' }, tag, { headers });
    expect([answer.status, answer.body.username]).to.deep.equal([200, 'merged']);
  });

  it('is answered with 304 to a client that has it', async () => {
    const tag = await tagOf(library, '/v2/me', person.token);
    const sending = { token: person.token, headers: { 'If-None-Match': tag } };
    expect((await library.api.get('/v2/me', sending)).status).to.equal(304);
  });

  it('is closed by its owner, and leaves no personal data behind', async () => {
    await change({ firstName: 'Quetzalcoatl' });
    expect((await library.api.delete('/v2/me', { token: person.token })).status).to.equal(204);
    expect((await show()).status).to.equal(401);
    expect(await tablesWith(library, 'Quetzalcoatl')).to.deep.equal([]);
    expect(await tablesWith(library, person.email)).to.deep.equal([]);
  });
});
