import { expect } from 'chai';
import sql, { raw } from 'sql-template-tag';
import { startLibrary, type Library } from '../../support/library.js';
import { addPerson, type Person } from '../../support/people.js';
import { addCalls, addConsumer } from '../../support/usage/counted.js';

/** The one end of life that v1 declares. */
const ending = 'v1-change-user-role';
const reason = 'An incident at the branch.';

describe('A form of the console', () => {
  let library: Library;
  let admin: Person;
  let kiosk: number;
  let cookie: string;

  before(async () => {
    library = await startLibrary();
    admin = await addPerson(library, 'admin');
    kiosk = await addConsumer(library, { name: 'Kiosk' });
    const net = await addConsumer(library, { kind: 'anonymous', name: 'net' });
    const now = library.clock.now();
    await addCalls(library, kiosk, now, { operationId: 'changeUserRole', calls: 3 });
    await addCalls(library, net, now, { operationId: 'changeUserRole', calls: 12 });
  });
  after(() => library.stop());

  beforeEach(async () => {
    for (const table of ['switch', 'anonymous', 'consent'])
      await library.rows(sql`delete from ${raw(`lifecycle_${table}`)}`);
    const answer = await post('/account/sign-in', { email: admin.email, password: admin.password });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  });

  function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    const init = { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) } as const;
    return fetch(library.url + path, { ...init, headers: { Origin: library.url, ...headers } });
  }
  const submit = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    post(path, { reason, ...fields }, { Cookie: cookie, ...headers });

  const off = { change: 'brownouts', id: ending, on: 'false' };
  const switches = () => library.rows(sql`select kind from lifecycle_switch order by kind`);

  it('takes a form, records who sent it, and leads back to what was changed', async () => {
    const events = await library.auditOf(async () => {
      const answer = await submit('/ops/deprecations', off);
      expect([answer.status, answer.headers.get('location')]).to.deep.equal([
        303,
        `/ops/deprecations?done=brownouts#${ending}`,
      ]);
    });
    expect(events.map(({ action, actor }) => [action, actor])).to.deep.equal([
      ['usage.lifecycle_switched_on', admin.id],
    ]);
    expect(await switches()).to.deep.equal([{ kind: 'no_brownouts' }]);
  });

  it('takes each form of the page', async () => {
    const forms = [
      { change: 'hold', id: ending, on: 'true' },
      { change: 'brownouts', id: '*', on: 'false' },
      { change: 'anonymous', id: ending, calls: '12' },
      { change: 'consent', id: ending, consumer: String(kiosk), kind: 'extension', until: '2028-12-24' },
      { change: 'consent', id: ending, consumer: String(kiosk), kind: 'consent', until: '' },
    ];
    for (const form of forms)
      expect((await submit('/ops/deprecations', form)).status, form.change).to.equal(303);
    expect(await switches()).to.deep.equal([{ kind: 'hold' }, { kind: 'no_brownouts' }]);
    const changed = { id: String(kiosk), class: 'external', mutedUntil: '2099-01-01' };
    expect((await submit('/ops/clients', changed)).headers.get('location')).to.equal(
      `/ops/clients?client=${kiosk}&done=changed`,
    );
  });

  it('offers what is not switched yet, whatever else the command line has switched for all', async () => {
    await library.rows(sql`
      insert into lifecycle_switch (lifecycle_id, kind, reason, at) values ('*', 'hold', ${reason}, now())`);
    const page = await fetch(`${library.url}/ops/deprecations`, { headers: { Cookie: cookie } });
    expect(await page.text())
      .to.include('Stop all brownouts')
      .and.include('Hold its sunset');
  });

  it('says only what it has done, whatever an address claims', async () => {
    const open = async (path: string) => {
      const answer = await fetch(library.url + path, { headers: { Cookie: cookie } });
      return [answer.status, (await answer.text()).includes('class="done"')];
    };
    expect(await open('/ops/deprecations?done=hold')).to.deep.equal([200, true]);
    for (const word of ['__proto__', 'toString', 'anything'])
      for (const page of ['deprecations', 'clients'])
        expect(await open(`/ops/${page}?done=${word}`), word).to.deep.equal([200, false]);
  });

  it('is refused from a page of another origin, and without one, whatever the cookie', async () => {
    for (const Origin of ['https://evil.example', '', 'null']) {
      const answer = await submit('/ops/deprecations', off, { Origin });
      expect(answer.status, Origin).to.equal(403);
    }
    expect(await switches()).to.deep.equal([]);
  });

  it('is sent to the sign-in without a cookie, and refused for others than admins', async () => {
    const anonymous = await post('/ops/deprecations', { ...off, reason });
    expect([anonymous.status, anonymous.headers.get('location')]).to.deep.equal([
      303,
      '/account/sign-in?to=%2Fops%2Fdeprecations',
    ]);
    const librarian = await addPerson(library, 'librarian');
    const { email, password } = librarian;
    const other = (await post('/account/sign-in', { email, password })).headers.get('set-cookie') ?? '';
    const answer = await submit('/ops/deprecations', off, { Cookie: other.split(';')[0] ?? '' });
    expect(answer.status).to.equal(403);
    expect(await switches()).to.deep.equal([]);
  });

  it('shows what is wrong above the page', async () => {
    const wrong: [Record<string, string>, number, string][] = [
      [{ ...off, reason: '' }, 400, 'reason'],
      [{ ...off, id: 'nothing' }, 404, 'There is no such deprecation.'],
      [{ change: 'everything' }, 400, 'role="alert"'],
      [{ change: 'anonymous', id: ending, calls: 'x' }, 400, 'calls'],
      [{ change: 'anonymous', id: ending, calls: '1' }, 409, 'There are more calls'],
      [{ change: 'consent', id: ending, consumer: String(kiosk), kind: 'extension' }, 400, 'until'],
    ];
    for (const [fields, status, word] of wrong) {
      const answer = await submit('/ops/deprecations', fields);
      expect(answer.status, JSON.stringify(fields)).to.equal(status);
      expect(await answer.text())
        .to.include('role="alert"')
        .and.include(word)
        .and.include(`Decide about ${ending}`);
    }
    const unknown = await submit('/ops/clients?client=99999', { id: '99999', class: 'probe' });
    expect(unknown.status).to.equal(404);
    expect(await unknown.text()).to.include('There is no such client.');
    expect(await switches()).to.deep.equal([]);
  });

  it('is not offered by pages without forms', async () => {
    const answer = await submit('/ops/jobs', {});
    expect([answer.status, answer.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD, OPTIONS']);
  });
});
