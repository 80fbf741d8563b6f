import { expect } from 'chai';
import sql from 'sql-template-tag';
import {
  secondFactorKept,
  secondFactorOverdue,
  secondFactorRequired,
} from '../../../../../src/domain/accounts/second-factor-refusals.js';
import { secondFactorMissing } from '../../../../../src/interface/kernel/errors/refusals.js';
import { Cache } from '../../../../../src/application/kernel/request/cache.js';
import { toId } from '../../../../../src/interface/v2/ids.js';
import { enrol, signInWith } from '../../../../support/accounts/authenticator.js';
import { startLibrary, type Library } from '../../../../support/library.js';
import { addPerson, type Person } from '../../../../support/people.js';
import { codeOf, refresh, refused, unlimited } from '../people.js';

describe('Where staff need a second factor, a member of staff without one', () => {
  let library: Library;
  let person: Person;
  before(async () => {
    library = await startLibrary({ config: { ...unlimited, staffSecondFactor: 'required' } });
  });
  after(() => library.stop());
  beforeEach(async () => {
    person = await addPerson(library, 'librarian');
  });

  const get = (path: string, token: string) => library.api.get(path, { token });
  const grace = async () => (await signInWith(library, person)).body.accessToken as string;

  it('signs in once', async () => {
    expect((await signInWith(library, person)).status).to.equal(200);
    expect(codeOf(await signInWith(library, person))).to.deep.equal(refused(403, secondFactorOverdue));
  });

  it('signs in once, also when ten clients try at the same moment', async () => {
    const tries = await Promise.all(Array.from({ length: 10 }, () => signInWith(library, person)));
    expect(tries.filter(({ status }) => status === 200)).to.have.lengthOf(1);
  });

  it('loses no sign-in to a wrong password', async () => {
    await signInWith(library, { ...person, password: 'not this one' });
    expect((await signInWith(library, person)).status).to.equal(200);
  });

  it('can do nothing with that sign-in but set one up, in either major', async () => {
    const token = await grace();
    for (const path of ['/v2/me', '/v2/patrons', '/v2/loans', '/v1/users/me', '/v1/users'])
      expect(codeOf(await get(path, token)), path).to.deep.equal(refused(403, secondFactorMissing));
    const key = await library.api.post('/v2/api-keys', {
      token,
      json: { name: 'k', scopes: ['accounts:read'] },
    });
    expect(codeOf(key)).to.deep.equal(refused(403, secondFactorMissing));
    expect((await get('/v2/me/second-factor', token)).body).to.include({ active: false, required: true });
  });

  it('reads what is public like everybody else', async () => {
    expect((await get('/v2/books', await grace())).status).to.equal(200);
  });

  it('signs out', async () => {
    const token = await grace();
    const { status } = await library.api.send('DELETE', '/v2/tokens/current', { token });
    expect(status).to.equal(204);
  });

  it('works at once after setting one up, and signs in with its code from then on', async () => {
    const { app, token } = await enrol(library, person);
    expect((await get('/v2/patrons', token)).status).to.equal(200);
    library.clock.advance({ seconds: 30 });
    expect(codeOf(await signInWith(library, person))).to.deep.equal(refused(403, secondFactorRequired));
    expect((await signInWith(library, person, app.code())).status).to.equal(200);
  });

  it('can finish in the same session later', async () => {
    const { refreshToken } = (await signInWith(library, person)).body as { refreshToken: string };
    library.clock.advance({ hours: 2 });
    const { status, body } = await refresh(library, refreshToken);
    expect(status).to.equal(200);
    expect((await get('/v2/me/second-factor', body.accessToken as string)).status).to.equal(200);
  });

  it('is told by the login of /v1 to use /v2, and loses no sign-in', async () => {
    const { email, password } = person;
    const login = await library.api.post('/v1/users/login', { json: { email, password } });
    expect(codeOf(login)).to.deep.equal(refused(403, secondFactorRequired));
    expect((await signInWith(library, person)).status).to.equal(200);
  });

  it('cannot remove it afterwards', async () => {
    const { recoveryCodes, token } = await enrol(library, person);
    const answer = await library.api.post('/v2/me/second-factor/removals', {
      token,
      json: { code: recoveryCodes[0] },
    });
    expect(codeOf(answer)).to.deep.equal(refused(409, secondFactorKept));
  });

  it('gets one more sign-in from another admin', async () => {
    await grace();
    const admin = await addPerson(library, 'admin');
    const { token } = await enrol(library, admin);
    const path = `/v2/patrons/${toId('patron', person.id)}/second-factor`;
    expect((await library.api.send('DELETE', path, { token })).status).to.equal(204);
    expect((await signInWith(library, person)).status).to.equal(200);
    expect((await signInWith(library, person)).status).to.equal(403);
  });

  it('is somebody who was a patron until now, with the session from then', async () => {
    const patron = await addPerson(library);
    const token = (await signInWith(library, patron)).body.accessToken as string;
    expect((await get('/v2/me', token)).status).to.equal(200);
    await library.rows(sql`update patron set role = 'librarian' where id = ${patron.id} returning id`);
    await library.service.container.resolve<Cache>(Cache).drop([`patron:${patron.id}`]);
    expect(codeOf(await get('/v2/me', token))).to.deep.equal(refused(403, secondFactorMissing));
  });

  it('is no patron: patrons sign in without one as often as they like', async () => {
    const patron = await addPerson(library);
    for (let i = 0; i < 3; i += 1) expect((await signInWith(library, patron)).status).to.equal(200);
    const { email, password } = patron;
    expect((await library.api.post('/v1/users/login', { json: { email, password } })).status).to.equal(200);
  });

  it('keeps their API keys in use', async () => {
    const { token } = await enrol(library, person);
    const made = await library.api.post('/v2/api-keys', {
      token,
      json: { name: 'k', scopes: ['accounts:read'] },
    });
    const admin = await enrol(library, await addPerson(library, 'admin'));
    const path = `/v2/patrons/${toId('patron', person.id)}/second-factor`;
    await library.api.send('DELETE', path, { token: admin.token });
    expect((await get('/v2/patrons', made.body.key as string)).status).to.equal(200);
  });
});
