import { expect } from 'chai';
import sql from 'sql-template-tag';
import { startLibrary, type Library } from '../../support/library.js';
import { addPerson, type Person } from '../../support/people.js';
import { giveClients, type Owned } from '../../support/usage/developer.js';

const id = 'v1-change-user-role';
const sunset = '2028-12-01';

describe('The page for developers', () => {
  let library: Library;
  let owner: Person;
  let owned: Owned;
  let cookie: string;

  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());
  beforeEach(async () => {
    owner = await addPerson(library, 'librarian');
    owned = await giveClients(library, owner, library.clock.now());
    cookie = await signIn(owner);
  });

  const send = (path: string, init: RequestInit = {}) =>
    fetch(library.url + path, { redirect: 'manual', ...init });
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: library.url, ...headers },
    });

  async function signIn({ email, password }: Person): Promise<string> {
    const answer = await post('/account/sign-in', { email, password });
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  }
  const visit = (path = '/developers', headers: Record<string, string> = {}) =>
    send(path, { headers: { Cookie: cookie, ...headers } });
  /** The text of a page, with one space between words. */
  const textOf = async (answer: Response) =>
    (await answer.text())
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replaceAll(/\s+/g, ' ');
  const answerWith = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    post('/developers', { deprecation: id, ...fields }, { Cookie: cookie, ...headers });
  const stored = () =>
    library.rows<{ client: number; kind: string; until: Date | null; by: number }>(sql`
      select consumer_id as client, kind, until, by from lifecycle_consent
      where consumer_id in (${owned.key}, ${owned.program}) order by consumer_id`);

  it('asks to sign in, and leads back', async () => {
    const answer = await send('/developers');
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([
      303,
      '/account/sign-in?to=%2Fdevelopers',
    ]);
  });

  it('shows keys, also those without a call, and programs, with their contacts and until when they are muted', async () => {
    const text = await textOf(await visit());
    expect(text).to.match(/a terminal API key team@reader\.example 20\d\d-\d\d-\d\d \d\d:\d\d /);
    expect(text).to.include('a terminal API key your address ');
    expect(text).to.include(`The ShelfReader app program shelfreader-${owner.id} your address`);
  });

  it('shows calls by operation and minor, and those that were refused', async () => {
    const text = await textOf(await visit());
    expect(text).to.match(/v1 changeUserRole a terminal 1\.0 1 204 0 20/);
    expect(text).to.match(/v1 changeUserRole The ShelfReader app 1\.0 2 2 20/);
    expect(text).to.match(/v1 listBooks a terminal 1\.0 31 0 20/);
  });

  it('shows what will go away with its evidence, successor, guide and a rehearsal', async () => {
    const page = await (await visit()).text();
    expect(page).to.include('href="/docs/guides/v1-change-user-role"').and.include('/v2/patrons/{id}');
    const text = await textOf(new Response(page));
    expect(text).to.include(`It ends on ${sunset}.`);
    expect(text).to.include('0f0c2f6a-3a47-4bd1-9a55-1f2d0f6c7a10 Terminal/3.1 1.0 (default) 200');
    expect(text).to.include(`/v1/users/ID/role' \\ -H`);
    expect(text).to.include(`Prefer: lifecycle-at="${sunset}T00:00:00Z"`);
  });

  it('gives a command that shows the refusal of that day', async () => {
    const answer = await send('/v1/users/ID/role', {
      method: 'PUT',
      headers: { Authorization: `Bearer ${owner.token}`, Prefer: `lifecycle-at="${sunset}T00:00:00Z"` },
    });
    expect([answer.status, await answer.text()].join(' ')).to.match(/^410 .*request\.gone/);
  });

  it('shows the mails that were sent, and those that could not be', async () => {
    const text = await textOf(await visit());
    expect(text).to.match(/announcement v1-change-user-role a terminal team@reader\.example delivered/);
    expect(text).to.match(/announcement v1-change-user-role The ShelfReader app could not be delivered/);
  });

  it('shows nothing of anybody else', async () => {
    cookie = await signIn(await addPerson(library, 'admin'));
    const text = await textOf(await visit());
    expect(text).to.include('Nothing that your clients have called in the last 30 days will go away.');
    expect(text).to.include('You have no client yet.');
    expect(text).to.not.include('ShelfReader app').and.not.include('team@reader.example');
  });

  it('is in the language of the reader', async () => {
    const answer = await visit('/developers', { 'Accept-Language': 'de-AT, en;q=0.5' });
    expect(answer.headers.get('vary')).to.include('Accept-Language');
    const page = await answer.text();
    expect(page).to.include('<html lang="de">').and.include('<h1>Ihre Clients</h1>');
  });

  it('is kept by nobody, and runs nothing that is not a file of this host', async () => {
    const answer = await visit();
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).to.include("default-src 'none'").and.include("script-src 'self';");
    expect(policy).to.not.match(/unsafe|https?:|\*/);
    expect(await answer.text()).to.not.match(/ style=| on[a-z]+=|<style|<script>/);
  });

  it('has files that can be cached for ever', async () => {
    const page = await (await visit()).text();
    const files = [...page.matchAll(/"(\/developers\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(files).to.have.length(2);
    for (const path of files) {
      const answer = await send(path);
      expect([answer.status, answer.headers.get('cache-control')]).to.deep.equal([
        200,
        'public, max-age=31536000, immutable',
      ]);
    }
  });

  it('takes the consent of one client', async () => {
    const answer = await answerWith({ kind: 'consent', client: String(owned.key) });
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([
      303,
      `/developers?answered=${id}`,
    ]);
    expect(await stored()).to.deep.equal([{ client: owned.key, kind: 'consent', until: null, by: owner.id }]);
    const text = await textOf(await visit(`/developers?answered=${id}`));
    expect(text)
      .to.include('Your answer is stored.')
      .and.match(/a terminal .* agreed on 20/);
  });

  it('takes that of all, and then asks for nothing more', async () => {
    await answerWith({ kind: 'consent', client: '' });
    expect((await stored()).map(({ client }) => client)).to.deep.equal([owned.key, owned.program]);
    expect(await textOf(await visit())).to.include('You have answered for all of them.');
  });

  it('takes an extension until a day', async () => {
    await answerWith({ kind: 'extension', client: String(owned.program), until: '2029-02-01' });
    const until = new Date('2029-02-01T00:00:00Z');
    expect(await stored()).to.deep.equal([{ client: owned.program, kind: 'extension', until, by: owner.id }]);
    expect(await textOf(await visit())).to.include('put off until 2029-02-01');
  });

  it('records the answer in the audit trail', async () => {
    const events = await library.auditOf(() => answerWith({ kind: 'consent', client: String(owned.key) }));
    expect(events.map(({ action, actor }) => [action, actor])).to.deep.equal([
      ['usage.sunset_consented', owner.id],
    ]);
  });

  describe('refuses, and stores nothing for,', () => {
    const german = { 'Accept-Language': 'de' };
    for (const [name, fields, status, said] of [
      ['an extension without a day', { kind: 'extension', until: '' }, 400, 'Nennen Sie den Tag'],
      ['one that is too long', { kind: 'extension', until: '2030-01-01' }, 400, 'höchstens 90 Tage'],
      ['a client that is none', { kind: 'consent', client: 'mine' }, 404, 'Client'],
      ['an unknown deprecation', { kind: 'consent', deprecation: 'x' }, 404, 'gibt es nicht'],
      ['a form without an answer', { kind: 'perhaps' }, 400, ''],
    ] as const) {
      it(name, async () => {
        const answer = await answerWith(fields, german);
        expect(answer.status).to.equal(status);
        const alert = /role="alert"[^>]*>([^<]*)/.exec(await answer.text())?.[1];
        expect(alert).to.include(said).and.not.equal('');
        expect(await stored()).to.deep.equal([]);
      });
    }

    it('the client of somebody else', async () => {
      cookie = await signIn(await addPerson(library, 'librarian'));
      expect((await answerWith({ kind: 'consent', client: String(owned.key) })).status).to.equal(404);
      expect(await stored()).to.deep.equal([]);
    });

    for (const origin of ['https://evil.example', 'null', '']) {
      it(`a form of "${origin}"`, async () => {
        const answer = await answerWith({ kind: 'consent' }, { Origin: origin });
        expect(answer.status).to.equal(403);
        expect(await stored()).to.deep.equal([]);
      });
    }

    it('somebody who has not signed in', async () => {
      cookie = '';
      expect((await answerWith({ kind: 'consent' })).status).to.equal(303);
      expect(await stored()).to.deep.equal([]);
    });
  });

  it('leads to the migration report, with the own calls only', async () => {
    const page = await (await visit()).text();
    expect(page)
      .to.include('action="/developers/migration-report"')
      .and.include('<option selected>1.0</option>');
    const report = await visit('/developers/migration-report?from=1.0&to=1.1');
    expect([report.status, report.headers.get('cache-control')]).to.deep.equal([200, 'no-store']);
    expect(await textOf(report))
      .to.include('Your way from 1.0 to 1.1')
      .and.include('your 1237 calls');
  });

  it('says what can be compared, and nothing without a sign-in', async () => {
    const wrong = await visit('/developers/migration-report?from=1.1&to=1.0');
    expect(wrong.status).to.equal(400);
    expect(await textOf(wrong)).to.match(/From this minor you can go on to .*2\.0/);
    expect((await send('/developers/migration-report?from=1.0&to=1.1')).status).to.equal(303);
  });

  it('answers other methods with those that there are', async () => {
    for (const [path, allowed] of [
      ['/developers', 'GET, HEAD, POST, OPTIONS'],
      ['/developers/migration-report', 'GET, HEAD, OPTIONS'],
    ] as const) {
      const deleted = await send(path, { method: 'DELETE' });
      expect([deleted.status, deleted.headers.get('allow')]).to.deep.equal([405, allowed]);
      expect((await send(path, { method: 'OPTIONS' })).status).to.equal(204);
    }
  });

  it('is named on the home page', async () => {
    expect(await (await send('/')).text()).to.include('href="/developers"');
  });
});
