import { expect } from 'chai';
import sql from 'sql-template-tag';
import {
  credentialsWrong,
  currentPasswordWrong,
  emailTaken,
  patronChanged,
} from '../../../../src/domain/accounts/refusals.js';
import { validationFailed } from '../../../../src/interface/kernel/errors/refusals.js';
import { addPerson, rowsOf, type Person } from '../../../support/people.js';
import { refusal, said } from '../../../support/said.js';
import { startService, type RunningService } from '../../../support/service.js';

describe('My account over /v1', () => {
  let running: RunningService;
  let person: Person;
  before(async () => {
    const limitLogin = { points: 100_000, seconds: 60 };
    running = await startService({ content: 'migrated', config: { limitLogin } });
  });
  beforeEach(async () => {
    person = await addPerson(running);
  });
  after(() => running.stop());

  const show = () => running.api.get('/v1/users/me', { token: person.token });
  const change = (json: unknown) => running.api.put('/v1/users/me', { token: person.token, json });
  /** Changes that need the current password. */
  const changeWith = (json: object, current_password = person.password) =>
    change({ ...json, current_password });
  const logIn = (email: string, password: string) =>
    running.api.post('/v1/users/login', { json: { email, password } });

  it('shows the stored data, and nothing of the password', async () => {
    const { status, body } = await show();
    const { created_at, username, ...rest } = body;
    expect(status).to.equal(200);
    expect(rest).to.deep.equal({
      id: person.id,
      email: person.email,
      first_name: null,
      last_name: null,
      role: 'patron',
    });
    expect(username).to.match(/^patron-/);
    expect(created_at).to.match(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('changes only the fields that are sent', async () => {
    const before = (await show()).body;
    const named = await change({ first_name: 'Ada', last_name: 'Lovelace' });
    expect(said(named)).to.deep.equal({
      status: 200,
      body: { ...before, first_name: 'Ada', last_name: 'Lovelace' },
    });
    const renamed = await change({ username: 'countess' });
    expect(said(renamed)).to.deep.equal({ status: 200, body: { ...named.body, username: 'countess' } });
    expect(said(await show())).to.deep.equal(said(renamed));
  });

  it('removes a name that is set to null, except a required one', async () => {
    await change({ first_name: 'Ada' });
    const answer = await change({ first_name: null });
    expect(answer.status).to.equal(200);
    expect(answer.body.first_name).to.equal(null);
    const refused = await changeWith({ username: null, email: null, password: null });
    expect(refused.status).to.equal(400);
    expect(Object.keys(refused.body.errors)).to.deep.equal(['username', 'email', 'password']);
    expect(said(await show())).to.deep.equal(said(answer));
  });

  it('changes nothing when nothing is sent', async () => {
    const before = said(await show());
    expect(said(await change({}))).to.deep.equal(before);
    expect(said(await running.api.put('/v1/users/me', { token: person.token }))).to.deep.equal(before);
  });

  it("refuses a change of one's own role, id or creation time", async () => {
    const before = said(await show());
    const answer = await change({ role: 'admin', id: 1, created_at: '1999-01-01T00:00:00Z' });
    const faults = {
      role: ['role is not known here'],
      id: ['id is not known here'],
      created_at: ['created_at is not known here'],
    };
    expect(said(answer)).to.deep.equal(refusal(400, validationFailed, faults));
    expect(said(await show())).to.deep.equal(before);
  });

  it('refuses the address of another account, in any case, and changes nothing', async () => {
    const other = await addPerson(running);
    const before = said(await show());
    const answer = await changeWith({ email: other.email.toUpperCase(), username: 'thief' });
    expect(said(answer)).to.deep.equal(refusal(409, emailTaken));
    expect(said(await show())).to.deep.equal(before);
  });

  it('accepts the same address in another case', async () => {
    const email = person.email.toUpperCase();
    const answer = await changeWith({ email });
    expect(answer.status).to.equal(200);
    expect(answer.body.email).to.equal(person.email);
  });

  it('takes its own answer back without the current password', async () => {
    const { username, first_name, last_name, email } = (await show()).body;
    const answer = await change({ username, first_name, last_name, email });
    expect([answer.status, answer.body.email]).to.deep.equal([200, email]);
  });

  it('keeps its address until the link to a new one is used', async () => {
    const answer = await changeWith({ email: `wanted-${person.id}@people.example`, username: 'renamed' });
    expect(answer.status).to.equal(200);
    expect(answer.body).to.include({ email: person.email, username: 'renamed' });
  });

  it('accepts a new password, and from then on refuses the old one', async () => {
    const password = 'another long and quiet evening';
    const before = (await show()).body;
    const { token, ...shown } = (await changeWith({ password })).body;
    expect(shown).to.deep.equal(before);
    expect((await running.api.get('/v1/users/me', { token })).status).to.equal(200);
    expect(said(await logIn(person.email, person.password))).to.deep.equal(refusal(401, credentialsWrong));
    const login = await logIn(person.email, password);
    expect(login.status).to.equal(200);
    expect(login.body.token_type).to.equal('Bearer');
  });

  for (const json of [
    { email: 'thief@people.example' },
    { password: 'another long and quiet evening' },
    { email: 'thief@people.example', password: 'another long and quiet evening' },
  ]) {
    it(`refuses ${Object.keys(json).join(' and ')} without the current password, and with a wrong one`, async () => {
      const before = said(await show());
      const missing = await change(json);
      expect([missing.status, Object.keys(missing.body.errors)]).to.deep.equal([400, ['current_password']]);
      const wrong = await changeWith(json, 'not the password');
      expect(said(wrong)).to.deep.equal(refusal(403, currentPasswordWrong));
      expect(said(await show())).to.deep.equal(before);
      expect((await logIn(person.email, person.password)).status).to.equal(200);
    });
  }

  it('keeps the old password when the new one is refused', async () => {
    const answer = await changeWith({ password: 'short', username: 'somebody' });
    expect(answer.status).to.equal(400);
    expect(Object.keys(answer.body.errors)).to.deep.equal(['password']);
    const login = await logIn(person.email, person.password);
    expect(login.status).to.equal(200);
    expect(login.body.token_type).to.equal('Bearer');
  });

  it('refuses changes and a closing that are based on an older state', async () => {
    const tag = (await show()).headers.get('etag') ?? '';
    const send = (method: 'PUT' | 'DELETE', json?: object) =>
      running.api.send(method, '/v1/users/me', {
        token: person.token,
        ...(json && { json }),
        headers: { 'If-Match': tag },
      });
    expect((await send('PUT', { username: 'Heron' })).status).to.equal(200);
    for (const answer of [await send('PUT', { username: 'Kestrel' }), await send('DELETE')])
      expect([answer.status, answer.body.code]).to.deep.equal([412, patronChanged.code]);
    expect((await show()).body.username).to.equal('Heron');
  });

  it('records an event with the changed fields, the actor and the request, but without values', async () => {
    const requestId = `me-${person.id}`;
    const json = { username: 'x marks the spot', last_name: 'King' };
    const sending = { token: person.token, json, headers: { 'X-Request-Id': requestId } };
    expect((await running.api.put('/v1/users/me', sending)).status).to.equal(200);
    const events = await rowsOf(
      running,
      sql`select action, subject_id, actor_id, actor_role, details from audit_event where request_id = ${requestId}`,
    );
    expect(events).to.deep.equal([
      {
        action: 'accounts.patron_updated',
        subject_id: person.id,
        actor_id: person.id,
        actor_role: 'patron',
        details: { changed: ['username', 'lastName'] },
      },
    ]);
  });
});
