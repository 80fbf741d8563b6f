import { expect } from 'chai';
import { sessionNotFound } from '../../../../src/domain/accounts/refusals.js';
import { cursorInvalid } from '../../../../src/interface/kernel/errors/refusals.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { addPerson, tokenFor, type Person } from '../../../support/people.js';
import { codeOf, pairFor, refresh, refused, unlimited } from './people.js';

interface Listed {
  readonly id: string;
  readonly current: boolean;
}

describe('My sessions over /v2', () => {
  let library: Library;
  let person: Person;
  before(async () => {
    library = await startLibrary({ config: unlimited });
  });
  after(() => library.stop());
  beforeEach(async () => {
    person = await addPerson(library);
  });

  const list = (token: string, query = '') => library.api.get(`/v2/me/sessions${query}`, { token });
  const sessionsOf = async (token: string) => (await list(token)).body.data as Listed[];
  const end = (token: string, id: string) => library.api.delete(`/v2/me/sessions/${id}`, { token });
  const loginOverV1 = async ({ email, password }: Person, headers: Record<string, string> = {}) => {
    const answer = await library.api.post('/v1/users/login', { json: { email, password }, headers });
    return answer.body.token as string;
  };
  const statusFor = async (token: string) => (await library.api.get('/v2/me', { token })).status;

  it('tell when and with which program they began, and which one is mine', async () => {
    const startedAt = library.clock.now().toISOString();
    const token = await loginOverV1(person, { 'User-Agent': 'curl/8.14.1' });
    const { accessToken } = await pairFor(library, person);
    const { status, body } = await list(accessToken);
    expect([status, body.page]).to.deep.equal([200, { nextCursor: null }]);
    const [first, second] = body.data;
    expect(first.id).to.match(/^session_\w{8,}$/);
    expect(first).to.deep.include({ current: false, refreshable: false, userAgent: 'curl/8.14.1' });
    expect(first).to.deep.include({ startedAt, refreshedAt: null });
    expect(second).to.include({ current: true, refreshable: true });
    expect((await sessionsOf(token)).map(({ current }) => current)).to.deep.equal([true, false]);
  });

  it('tell when they were refreshed last, and end later then', async () => {
    const { refreshToken } = await pairFor(library, person);
    library.clock.advance({ hours: 20 });
    const { accessToken } = (await refresh(library, refreshToken)).body;
    const [session] = (await list(accessToken)).body.data;
    const now = library.clock.now();
    expect(session.refreshedAt).to.equal(now.toISOString());
    expect(session.expiresAt).to.equal(new Date(now.getTime() + 30 * 86_400_000).toISOString());
  });

  it('end one by one, and only their own tokens become invalid', async () => {
    const stolen = await pairFor(library, person);
    const mine = await pairFor(library, person);
    const other = (await sessionsOf(mine.accessToken)).find(({ current }) => !current);
    const answer = await end(mine.accessToken, other?.id ?? '');
    expect([answer.status, answer.body]).to.deep.equal([204, '']);
    expect(await statusFor(stolen.accessToken)).to.equal(401);
    expect((await refresh(library, stolen.refreshToken)).status).to.equal(401);
    expect(await statusFor(mine.accessToken)).to.equal(200);
    expect(await sessionsOf(mine.accessToken)).to.have.lengthOf(1);
  });

  it('end for a token of v1 as well, in both majors', async () => {
    const token = await loginOverV1(person);
    const { accessToken } = await pairFor(library, person);
    const login = (await sessionsOf(accessToken)).find(({ current }) => !current);
    expect((await end(accessToken, login?.id ?? '')).status).to.equal(204);
    expect(await statusFor(token)).to.equal(401);
    expect((await library.api.get('/v1/users/me', { token })).status).to.equal(401);
  });

  it('are no longer listed once they have ended or expired', async () => {
    await loginOverV1(person);
    const { accessToken } = await pairFor(library, person);
    await library.api.delete('/v2/tokens/current', { token: accessToken });
    library.clock.advance({ hours: 2 });
    const token = tokenFor(library.service, { patronId: person.id, role: 'patron' });
    expect(await sessionsOf(token)).to.deep.equal([]);
  });

  it('of another patron are neither listed nor ended', async () => {
    const other = await addPerson(library);
    const theirs = await pairFor(library, other);
    const [session] = await sessionsOf(theirs.accessToken);
    expect(await sessionsOf(person.token)).to.deep.equal([]);
    const answer = await end(person.token, session?.id ?? '');
    expect(codeOf(answer)).to.deep.equal(refused(404, sessionNotFound));
    expect(await statusFor(theirs.accessToken)).to.equal(200);
  });

  it('are not found twice, nor by an id of something else', async () => {
    const { accessToken } = await pairFor(library, person);
    await pairFor(library, person);
    const other = (await sessionsOf(accessToken)).find(({ current }) => !current);
    await end(accessToken, other?.id ?? '');
    for (const id of [other?.id ?? '', 'session_x', 'patron_k3G7QAe5', '1']) {
      expect(codeOf(await end(accessToken, id))).to.deep.equal(refused(404, sessionNotFound));
    }
  });

  it('end all at once, including the one of the request, and tell nothing to its token afterwards', async () => {
    const { accessToken } = await pairFor(library, person);
    const answer = await library.api.delete('/v2/me/sessions', { token: accessToken });
    expect([answer.status, answer.body]).to.deep.equal([204, '']);
    expect((await list(accessToken)).status).to.equal(401);
  });

  it('come page by page', async () => {
    for (let i = 0; i < 3; i++) await pairFor(library, person);
    const first = await list(person.token, '?limit=2');
    const { nextCursor } = first.body.page;
    const second = await list(person.token, `?limit=2&cursor=${encodeURIComponent(nextCursor)}`);
    expect([first.body.data.length, second.body.data.length]).to.deep.equal([2, 1]);
    expect(second.body.page.nextCursor).to.equal(null);
    expect(codeOf(await list(person.token, '?cursor=made-up'))).to.deep.equal(refused(400, cursorInvalid));
  });
});
