import { expect } from 'chai';
import { Pool } from 'pg';
import sql, { raw } from 'sql-template-tag';
import { TrailMonths } from '../../../src/application/kernel/trail/trail-months.js';
import { runJob } from '../../support/jobs.js';
import { startLibrary, type Library, type Member } from '../../support/library.js';

const allTimes = { from: 'MINVALUE', until: 'MAXVALUE' };

describe('The months of the audit trail', () => {
  let library: Library;
  beforeEach(async () => {
    library = await startLibrary({ config: { loanRetentionDays: 30, auditMonths: 2 } });
  });
  afterEach(() => library.stop());

  const keep = () => runJob(library.service, 'kernel.keep_trail_months');
  const ahead = () => library.service.container.resolve<TrailMonths>(TrailMonths).countAhead();
  const goTo = (moment: string) =>
    library.clock.advance({ seconds: (Date.parse(moment) - library.clock.now().getTime()) / 1_000 });

  it('are there three ahead after the migrations, and after each run of the job', async () => {
    expect(await ahead()).to.be.within(2, 3);
    for (const moment of ['2027-01-31T23:59:59.999Z', '2027-02-01T00:00:00Z', '2028-12-31T12:00:00Z']) {
      goTo(moment);
      await keep();
      expect(await ahead(), moment).to.equal(3);
      await keep();
      expect(await ahead(), `${moment}, once more`).to.equal(3);
      expectNoGap(await bounds());
    }
  });

  it('have a place for every event, however long no worker has run', async () => {
    const before = await bounds();
    const lent = [await lend(library.librarian)];
    goTo('2027-09-15T10:00:00Z');
    lent.push(await lend(library.librarian));
    expect(await bounds()).to.deep.equal(before);
    expect(await ahead()).to.be.below(0);
    await keep();
    expect(await ahead()).to.equal(3);
    expectNoGap(await bounds());
    goTo('2028-03-01T00:00:00Z');
    lent.push(await lend(library.librarian));
    // A clock that is wrong by decades refuses no loan either.
    for (const moment of ['1970-01-01T00:00:00Z', '2999-12-31T00:00:00Z'])
      await library.rows(sql`
        insert into audit_event (at, action, subject_type, subject_id, actor_role)
        values (${new Date(moment)}, 'circulation.loan_opened', 'loan', 1, 'system')`);
    await keep();
    expectNoGap(await bounds());
    expect(lent).to.deep.equal([201, 201, 201]);
  });

  it('are created once, when two processes are at it', async () => {
    goTo('2027-08-01T00:00:00Z');
    await lend(library.librarian);
    await Promise.all([keep(), keep(), keep()]);
    await keep();
    expect(await ahead()).to.equal(3);
    expectNoGap(await bounds());
  });

  it('are completed after a run that was killed at any point', async () => {
    for (const state of ['not valid', '']) {
      goTo(state === '' ? '2028-06-10T00:00:00Z' : '2027-06-10T00:00:00Z');
      await lend(library.librarian);
      const last = (await bounds()).at(-1);
      const end = state === '' ? '2028-08-01' : '2027-08-01';
      await library.rows(
        sql`alter table ${raw(last?.name ?? '')} add constraint audit_event_span check (at >= ${raw(`'${last?.from}'`)} and at < ${raw(`'${end}'`)}) ${raw(state)}`,
      );
      await keep();
      expect((await bounds()).map(({ until }) => until)).to.include(`${end} 00:00:00+00`);
      expect(await ahead()).to.equal(3);
    }
    expect(
      await library.rows(sql`select from pg_constraint where conname = 'audit_event_span'`),
    ).to.deep.equal([]);
  });

  it('choose another end when an event came after the one that a killed run had chosen', async () => {
    const last = (await bounds()).at(-1)?.name ?? '';
    await library.rows(sql`
      insert into audit_event (at, action, subject_type, subject_id, actor_role)
      values ('2027-07-07', 'circulation.loan_opened', 'loan', 1, 'system')`);
    await library.rows(
      sql`alter table ${raw(last)} add constraint audit_event_span check (at < '2027-06-01') not valid`,
    );
    const fault = await keep().catch((error: { code?: unknown }) => error);
    expect(fault).to.have.property('code', '23514');
    await keep();
    expectNoGap(await bounds());
    expect(await library.rows(sql`select from audit_event where at = '2027-07-07'`)).to.have.length(1);
  });

  it('give way to whoever holds the trail, and let nobody wait for long', async () => {
    goTo('2027-05-01T00:00:00Z');
    const before = await bounds();
    const other = new Pool({ connectionString: library.databaseUrl, max: 1 });
    const client = await other.connect();
    await client.query('begin; lock table audit_event in access share mode');
    const start = performance.now();
    const fault = await keep().catch((error: { code?: unknown }) => error);
    expect(fault).to.have.property('code', '55P03');
    expect(performance.now() - start).to.be.within(450, 3_000);
    await client.query('rollback');
    client.release();
    await other.end();
    expect(await bounds()).to.deep.equal(before);
    await keep();
    expect(await ahead()).to.equal(3);
  });

  describe('that are older than AUDIT_MONTHS', () => {
    beforeEach(async () => {
      await lend(library.patron);
      goTo('2027-05-20T00:00:00Z');
      await keep();
    });

    it('become tables of their own with all of their events, and the trail goes on', async () => {
      const names = (await bounds()).map(({ name }) => name);
      expect(names).to.not.include.members(['audit_event_past', 'audit_event_2026_12']);
      expectNoGap(await bounds());
      const [kept] = await library.rows<{ events: number }>(
        sql`select count(*) as events from audit_event_2026_12`,
      );
      expect(kept?.events).to.be.above(0);
      expect(await library.rows(sql`select from audit_event where at < '2027-01-01'`)).to.deep.equal([]);
      expect(await lend(library.patron)).to.equal(201);
      expect(await tables()).to.include('audit_event_2026_12');
    });

    it('forget borrowers and networks as well', async () => {
      await library.rows(sql`
        insert into audit_event_2026_12 (id, at, action, subject_type, subject_id, actor_role, network)
        values (0, '2026-12-03', 'accounts.signed_in', 'patron', 1, 'patron', '192.0.2.0/24')`);
      expect(await named('audit_event_2026_12')).to.deep.equal({ borrowers: 2, networks: 1 });
      await lend(library.patron);
      goTo('2027-09-01T00:00:00Z');
      await runJob(library.service, 'circulation.forget_borrowers');
      await runJob(library.service, 'kernel.forget_networks');
      expect(await named('audit_event_2026_12')).to.deep.equal({ borrowers: 0, networks: 0 });
      expect(await named('audit_event')).to.deep.equal({ borrowers: 0, networks: 0 });
    });
  });

  /** Lends a new book and takes it back. Returns the status of the loan. */
  async function lend({ token }: Member): Promise<number> {
    const bookId = await library.addBook({ title: 'One of many' });
    const lent = await library.api.post('/v1/loans', {
      token,
      json: { book_id: bookId, user_id: library.patron.id },
    });
    return lent.status;
  }

  async function named(table: string): Promise<object | undefined> {
    const [found] = await library.rows(sql`
      select count(*) filter (where actor_role = 'patron' and actor_id is not null and subject_type in ('loan', 'copy'))
               as borrowers,
             count(network) as networks
      from ${raw(table)}`);
    return found;
  }

  async function tables(): Promise<string[]> {
    const found = await library.rows<{ name: string }>(
      sql`select relname as name from pg_class where relkind = 'r' and relname like 'audit_event%'`,
    );
    return found.map(({ name }) => name);
  }

  function bounds() {
    return library.rows<{ name: string; from: string; until: string }>(sql`
      select relname as name,
             coalesce(substring(bound from 'FROM \\(''([^'']+)'), substring(bound from 'FROM \\((\\w+)')) as from,
             coalesce(substring(bound from 'TO \\(''([^'']+)'), substring(bound from 'TO \\((\\w+)')) as until
      from pg_inherits join pg_class on pg_class.oid = inhrelid
      cross join lateral (select pg_get_expr(relpartbound, pg_class.oid) as bound) as written
      where inhparent = 'audit_event'::regclass
      order by substring(bound from 'FROM \\(''([^'']+)') nulls first`);
  }
});

/** Each begins where the one before ends, from the first moment to the last. */
function expectNoGap(parts: readonly { readonly from: string; readonly until: string }[]): void {
  expect(parts.map(({ from }) => from)).to.deep.equal([
    allTimes.from,
    ...parts.slice(0, -1).map(({ until }) => until),
  ]);
  expect(parts.at(-1)?.until).to.equal(allTimes.until);
}
