import { expect } from 'chai';
import sql from 'sql-template-tag';
import { OperatorTokens, type Tokens } from '../../../src/application/accounts/tokens.js';
import { startLibrary, type Library } from '../../support/library.js';
import { addPerson, addSession, type Person } from '../../support/people.js';

/** The one end of life that v1 declares. */
const ending = 'v1-change-user-role';

interface Called {
  readonly client: number;
  readonly operation: string;
  readonly minor?: string;
  readonly calls: number;
  readonly outcome?: string;
  readonly ago?: number;
  readonly table?: 'usage_hour' | 'usage_day';
}

describe('What operators see of usage', () => {
  let library: Library;
  let admin: Person;
  let token: string;
  const clients: Record<string, number> = {};

  before(async () => {
    library = await startLibrary();
    admin = await addPerson(library, 'admin');
    const session = await addSession(library, admin.id);
    const tokens = library.service.container.resolve<Tokens>(OperatorTokens);
    token = tokens.issue({ patronId: admin.id, role: 'admin', generation: 1, session }, 900).token;
    for (const [name, kind, ofClass] of [
      ['reader', 'program', 'external'],
      ['desk', 'key', 'internal'],
      ['monitor', 'program', 'probe'],
      ['net', 'anonymous', 'external'],
    ] as const) {
      const owner = name === 'reader' ? admin.id : null;
      const [row] = await library.rows<{ id: number }>(sql`
        insert into consumer (ref, kind, patron_id, program, name, class, first_seen_at)
        values (${`${kind}:${name}`}, ${kind}, ${owner}, ${name}, ${kind === 'program' ? name : null}, ${ofClass}, now())
        returning id`);
      clients[name] = row?.id ?? 0;
    }
    const { reader = 0, desk = 0, monitor = 0, net = 0 } = clients;
    await called({ client: reader, operation: 'listBooks', calls: 5 });
    await called({ client: reader, operation: 'listBooks', calls: 7, ago: 20, table: 'usage_day' });
    await called({ client: reader, operation: 'listBooks', calls: 2, outcome: '4xx' });
    await called({ client: reader, operation: 'listBooks', calls: 90, ago: 60, table: 'usage_day' });
    await called({ client: reader, operation: 'changeUserRole', calls: 3 });
    await called({ client: reader, operation: 'changeUserRole', calls: 50, outcome: 'rehearsal' });
    await called({ client: desk, operation: 'listBooks', minor: '2.1', calls: 1 });
    await called({ client: monitor, operation: 'listBooks', calls: 1_000 });
    await called({ client: net, operation: 'listBooks', calls: 11 });
  });
  after(() => library.stop());

  async function called({ client, operation, ...rest }: Called): Promise<void> {
    const { minor = '1.0', calls, outcome = '2xx', ago = 0, table = 'usage_hour' } = rest;
    const at = new Date(library.clock.now().getTime() - ago * 86_400_000);
    const into = table === 'usage_hour' ? sql`usage_hour (hour, ` : sql`usage_day (day, `;
    const period = table === 'usage_hour' ? at : at.toISOString().slice(0, 10);
    await library.rows(sql`
      insert into ${into} consumer_id, operation_id, major, minor, minor_source, element, outcome, calls, last_at)
      values (${period}, ${client}, ${operation}, ${Number(minor[0])}, ${minor}, 'default', '', ${outcome}, ${calls}, ${at})`);
  }

  const ask = async <T>(path: string) => (await library.api.get(`/ops/v1${path}`, { token })).body as T;

  it('are the clients with a name, their owners, and all their calls in the time that was asked for', async () => {
    const { data } = await ask<{ data: { name: string; calls: number; owner: number | null }[] }>(
      '/consumers',
    );
    expect(data.map(({ name, calls }) => [name, calls])).to.deep.equal([
      ['monitor', 1_000],
      ['reader', 17],
      ['desk', 1],
    ]);
    expect(data[1]).to.include({ owner: admin.id, kind: 'program', class: 'external' });
    const longer = await ask<typeof Object & { data: { name: string; calls: number }[] }>(
      '/consumers?days=90',
    );
    expect(longer.data.find(({ name }) => name === 'reader')?.calls).to.equal(107);
  });

  it('are calls by day and minor, without those of probes', async () => {
    const { byMinor } = await ask<{ byMinor: { day: string; minor: string; calls: number }[] }>('/usage');
    const today = library.clock.now().toISOString().slice(0, 10);
    expect(byMinor.filter(({ day }) => day === today)).to.deep.equal([
      { day: today, minor: '1.0', calls: 21 },
      { day: today, minor: '2.1', calls: 1 },
    ]);
    expect(byMinor.reduce((sum, { calls }) => sum + calls, 0)).to.equal(29);
  });

  it('are calls by operation, with the refused ones and the number of clients that have a name', async () => {
    const { byOperation } = await ask<{ byOperation: object[] }>('/usage');
    expect(byOperation[0]).to.include({
      version: 'v1',
      operationId: 'listBooks',
      calls: 25,
      refused: 2,
      clients: 1,
    });
  });

  it('are deprecations with who still calls them; a rehearsal is no call', async () => {
    const { data } = await ask<{ data: { id: string; callers: object[]; anonymousCalls: number }[] }>(
      '/deprecations',
    );
    const end = data.find(({ id }) => id === ending);
    expect(end?.callers).to.have.lengthOf(1);
    expect(end?.callers[0]).to.include({
      name: 'reader',
      class: 'external',
      calls: 3,
      toldAt: null,
      consented: false,
    });
  });

  it('are the sunsets that the worker holds, with what holds them', async () => {
    expect(await ask('/held-sunsets')).to.deep.equal({ data: [] });
    const obstacles = JSON.stringify([
      {
        kind: 'caller',
        consumerId: clients['reader'],
        name: 'reader',
        calls: 3,
        lastAt: library.clock.now(),
      },
    ]);
    await library.rows(sql`
      insert into lifecycle_state (lifecycle_id, state, since, without_brownouts, obstacles, checked_at)
      values (${ending}, 'held', ${library.clock.now()}, false, ${obstacles}::jsonb, ${library.clock.now()})`);
    const { data } = await ask<{ data: { id: string; heldBy: string[] }[] }>('/held-sunsets');
    expect(data.map(({ id, heldBy }) => [id, heldBy])).to.deep.equal([
      [ending, ['reader still calls it (3 calls in 30 days)']],
    ]);
  });

  it('are the brownouts to come, the next one first, and whether they are switched off', async () => {
    const planned = () => ask<{ data: { from: string; switchedOff: boolean }[] }>('/brownouts');
    const { data } = await planned();
    expect(data).to.have.lengthOf(5);
    expect(data.map(({ from }) => from)).to.deep.equal(data.map(({ from }) => from).toSorted());
    expect(data.some(({ switchedOff }) => switchedOff)).to.equal(false);
    await library.rows(sql`
      insert into lifecycle_switch (lifecycle_id, kind, reason, at) values ('*', 'no_brownouts', 'an incident', now())`);
    expect((await planned()).data.every(({ switchedOff }) => switchedOff)).to.equal(true);
  });

  it('do not contain the calls of operators themselves', async () => {
    await ask('/jobs');
    const rows = await library.rows<{ operation: string }>(
      sql`select distinct operation_id as operation from usage_hour`,
    );
    expect(rows.map(({ operation }) => operation)).to.not.include('listJobs');
  });

  for (const query of ['days=0', 'days=401', 'limit=0', 'limit=201', 'of=all']) {
    it(`is refused for ?${query}`, async () => {
      expect(await ask(`/consumers?${query}`)).to.include({ code: 'request.validation_failed' });
    });
  }
});
