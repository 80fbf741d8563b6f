import { expect } from 'chai';
import { unavailable } from '../../../../src/application/kernel/process/unavailable.js';
import { notAllowed } from '../../../../src/interface/kernel/errors/refusals.js';
import { toId } from '../../../../src/interface/v2/ids.js';
import { addPerson, type Person } from '../../../support/people.js';
import { startLibrary, type Library, type Member } from '../../../support/library.js';
import { withClient } from '../../migrations/with-client.js';
import { codeOf, refused, signIn, tablesWith, unlimited } from '../accounts/people.js';

interface Event {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string | null } | null;
  readonly actor: { readonly role: string; readonly id: string | null; readonly apiKeyId: string | null };
  readonly network: string | null;
  readonly times: number;
}

describe('The audit trail', () => {
  let library: Library;
  let admin: Member;
  before(async () => {
    library = await startLibrary({ config: unlimited });
    admin = await library.addMember({ role: 'admin' });
  });
  after(() => library.stop());
  // So that each test finds its own events by their time.
  beforeEach(() => library.clock.advance({ hours: 1 }));

  async function events(query: Readonly<Record<string, string>> = {}): Promise<Event[]> {
    const from = library.clock.now().toISOString();
    const { status, body } = await library.api.get(
      `/v2/audit-events?${new URLSearchParams({ from, limit: '200', ...query }).toString()}`,
      { token: admin.token },
    );
    expect(status, JSON.stringify(body)).to.equal(200);
    return body.data as Event[];
  }

  const actions = async () => (await events()).map(({ action }) => action);

  /** A loan of a member, made before the events that a test reads. Returns its key. */
  async function loanOf({ token }: Member): Promise<number> {
    const bookId = await library.addBook({ title: 'Read by others' });
    const { body } = await library.api.post('/v1/loans', { token, json: { book_id: bookId } });
    library.clock.advance({ seconds: 60 });
    return body.id as number;
  }

  it('is for admins', async () => {
    for (const { token } of [library.patron, library.librarian]) {
      expect(codeOf(await library.api.get('/v2/audit-events', { token }))).to.deep.equal(
        refused(403, notAllowed),
      );
    }
  });

  it('has every change with its actor, subject and request', async () => {
    const requestId = 'adding-a-book';
    const { body } = await library.api.post('/v2/books', {
      token: library.librarian.token,
      json: { title: 'Added' },
      headers: { 'X-Request-Id': requestId },
    });
    expect((await events())[0]).to.deep.include({
      action: 'catalogue.book_added',
      at: library.clock.now().toISOString(),
      subject: { type: 'book', id: body.id as string },
      actor: { role: 'librarian', id: toId('patron', library.librarian.id), apiKeyId: null },
      requestId,
      network: null,
      times: 1,
    });
  });

  it('names the API key that made a change', async () => {
    const { token } = library.librarian;
    const json = { name: 'terminal', scopes: ['catalogue:write'] };
    const { body: key } = await library.api.post('/v2/api-keys', { token, json });
    await library.api.post('/v2/books', { token: key.key as string, json: { title: 'Added' } });
    expect((await events())[0]?.actor.apiKeyId).to.equal(key.id);
  });

  describe('of sign-ins', () => {
    let person: Person;
    beforeEach(async () => {
      person = await addPerson(library);
      library.clock.advance({ seconds: 60 });
    });

    const fail = (email: string, path = '/v2/tokens') =>
      library.api.post(path, {
        json: {
          ...(path.startsWith('/v2') && { grantType: 'password' }),
          email,
          password: 'a wrong password',
        },
      });

    it('has the account and the network', async () => {
      await signIn(library, person);
      const signedIn = (await events()).find(({ action }) => action === 'accounts.signed_in');
      expect(signedIn).to.deep.include({
        subject: { type: 'patron', id: toId('patron', person.id) },
        network: '127.0.0.0/24',
      });
    });

    it('counts the failed ones of a minute at an account as one event, over both majors', async () => {
      for (const path of ['/v2/tokens', '/v1/users/login', '/v2/tokens']) await fail(person.email, path);
      library.clock.advance({ seconds: 60 });
      await fail(person.email);
      const action = 'accounts.sign_in_failed';
      const subjectId = toId('patron', person.id);
      const from = new Date(library.clock.now().getTime() - 120_000).toISOString();
      const counted = await events({ action, subjectId, from });
      expect(counted.map(({ times, network }) => [times, network])).to.deep.equal([
        [1, '127.0.0.0/24'],
        [3, '127.0.0.0/24'],
      ]);
    });

    it('counts those at unknown addresses without an account, and never stores the address', async () => {
      const typed = ['nobody-zyx@people.example', 'my-password-zyx', 'somebody-zyx@people.example'];
      for (const email of typed) await fail(email);
      const [counted] = await events({ action: 'accounts.sign_in_failed' });
      expect(counted).to.deep.include({ subject: null, times: 3 });
      expect(await tablesWith(library, '-zyx')).to.deep.equal([]);
    });

    it('counts exactly when many fail at once', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => fail(person.email)));
      expect(answers.map(({ status }) => status)).to.deep.equal(Array(8).fill(401));
      const counted = await events({ action: 'accounts.sign_in_failed' });
      expect(counted.map(({ times }) => times)).to.deep.equal([8]);
    });

    it('counts one that was sent with an Idempotency-Key, whose writes are rolled back', async () => {
      await library.api.post('/v2/tokens', {
        json: { grantType: 'password', email: person.email, password: 'a wrong password' },
        headers: { 'Idempotency-Key': `failing-${person.id}` },
      });
      expect(await actions()).to.deep.equal(['accounts.sign_in_failed']);
    });

    it('forgets the network after 90 days, and keeps the event', async () => {
      await fail(person.email);
      const subjectId = toId('patron', person.id);
      library.clock.advance({ days: 91 });
      const { NetworkRetention } =
        await import('../../../../src/application/kernel/storage/network-retention.js');
      await library.service.container.resolve(NetworkRetention).forget(new AbortController().signal);
      const [counted] = await events({ subjectId, from: '2020-01-01T00:00:00Z' });
      expect(counted).to.include({ action: 'accounts.sign_in_failed', network: null, times: 1 });
    });
  });

  describe('of reads', () => {
    let reader: Member;
    let loan: number;
    beforeEach(async () => {
      reader = await library.addMember();
      loan = await loanOf(reader);
    });

    const reads = (): readonly (readonly [path: string, action: string])[] => [
      [`/v1/users/${reader.id}`, 'accounts.patron_read'],
      ['/v1/users?per_page=100', 'accounts.patron_read'],
      [`/v2/patrons/${toId('patron', reader.id)}`, 'accounts.patron_read'],
      ['/v2/patrons?limit=200', 'accounts.patron_read'],
      [`/v1/loans/${loan}`, 'circulation.loans_read'],
      ['/v1/loans', 'circulation.loans_read'],
      [`/v2/loans/${toId('loan', loan)}`, 'circulation.loans_read'],
      ['/v2/loans', 'circulation.loans_read'],
      [`/v2/loans?status=closed&patronId=${toId('patron', reader.id)}`, 'circulation.loans_read'],
    ];

    it('has each read of a patron or their loans by staff, in both majors', async () => {
      const { id, token } = library.librarian;
      for (const [path, action] of reads()) {
        library.clock.advance({ seconds: 60 });
        expect((await library.api.get(path, { token })).status, path).to.equal(200);
        const [read] = await events({ subjectId: toId('patron', reader.id) });
        expect(read, path).to.deep.include({
          action,
          actor: { role: 'librarian', id: toId('patron', id), apiKeyId: null },
        });
      }
    });

    it('has none of patrons who read their own data, and none of staff who do', async () => {
      const own = [
        '/v1/users/me',
        '/v1/users/me/loans',
        '/v1/loans',
        `/v1/loans/${loan}`,
        '/v2/me',
        '/v2/loans',
      ];
      for (const path of own) await library.api.get(path, { token: reader.token });
      const { id, token } = library.librarian;
      for (const path of ['/v2/me', '/v2/me/loans', `/v1/users/${id}`])
        await library.api.get(path, { token });
      expect(await actions()).to.deep.equal([]);
    });

    it('has none for a patron who does not exist', async () => {
      await library.api.get('/v1/users/999999', { token: library.librarian.token });
      expect(await actions()).to.deep.equal([]);
    });

    it('is stored before the answer: what cannot be recorded is not shown', async () => {
      await withClient(library.databaseUrl, async (client) => {
        await client.query('begin');
        await client.query('lock table audit_event in exclusive mode');
        for (const path of [`/v1/users/${reader.id}`, '/v2/loans']) {
          const answer = await library.api.get(path, { token: library.librarian.token });
          expect(codeOf(answer), path).to.deep.equal(refused(503, unavailable));
        }
        expect((await library.api.get('/v2/me/loans', { token: reader.token })).status).to.equal(200);
        await client.query('rollback');
      });
    });
  });
});
