import { expect } from 'chai';
import type { Migrator } from '@mikro-orm/migrations';
import { createConfig } from '../../../config/index.js';
import { KernelTrailByMonth } from '../../../migrations/20261213T100010_kernel_trail_by_month.js';
import { openDatabase } from '../../../src/composition/database/open-database.js';
import type { Database } from '../../../src/infrastructure/kernel/postgres/database.js';
import { freshDatabase } from '../../support/postgres.js';
import { withClient } from './with-client.js';

const [before, then] = ['20261213T100000_kernel_index_event_keys', '20261213T100010_kernel_trail_by_month'];

describe('The migration of the audit trail to months', () => {
  let url: string;
  let database: Database;
  let migrator: Migrator;
  beforeEach(async () => {
    url = await freshDatabase('empty');
    database = await openDatabase(createConfig('test', { databaseUrl: url }), 'migrations');
    migrator = database.orm.migrator as Migrator;
    await migrator.up({ to: before });
    await ask(`
      insert into audit_event (at, action, subject_type, subject_id, actor_id, actor_role, details)
      select '2024-01-01'::timestamptz + n * interval '1 hour', 'circulation.loan_opened', 'loan', n, n % 7, 'patron',
             jsonb_build_object('copyId', n)
      from generate_series(1, 20000) as n`);
  });
  afterEach(() => database.close());

  const ask = async (statement: string, values: unknown[] = []) =>
    (await withClient(url, (client) => client.query<Record<string, unknown>>(statement, values))).rows;
  /** Runs the migration. Returns what PostgreSQL tells about it. */
  const notices = () =>
    withClient(url, async (client) => {
      const told: (string | undefined)[] = [];
      client.on('notice', ({ message }) => told.push(message));
      const migration = new KernelTrailByMonth(database.orm.em.getDriver(), database.orm.config);
      migration.up();
      const queries = migration.getQueries().filter((query) => typeof query === 'string');
      for (const query of ['set client_min_messages = debug1', 'begin', ...queries, 'commit'])
        await client.query(query);
      return told;
    });
  const print = () =>
    ask(`select count(*), max(id) as last, md5(string_agg(event::text, '' order by id)) as content
         from (select id, at, action, subject_type, subject_id, actor_id, actor_role, request_id, details,
                      actor_key_id, network, times from audit_event) as event`);

  it('keeps every event and goes on with the ids, there and back', async () => {
    const [was] = await print();
    await migrator.up({ to: then });
    expect(await print()).to.deep.equal([was]);
    expect(await ask(written)).to.deep.equal([{ id: '20001' }]);
    await migrator.down();
    expect(await print()).to.have.nested.property('[0].last', '20001');
    expect(await ask(written)).to.deep.equal([{ id: '20002' }]);
  });

  it('reads no event and builds no index while the table is locked: what was there is attached', async () => {
    const files = async (table: string) => (await ask(filesOf, [table])).map(({ file }) => file);
    const had = await files('audit_event');
    expect(await notices()).to.include(
      'partition constraint for table "audit_event_past" is implied by existing constraints',
    );
    const has = await files('audit_event_past');
    // The key of the id alone is gone.
    expect(has).to.have.length(had.length - 1);
    expect(had).to.include.members(has);
    expect(await ask(unattached)).to.deep.equal([]);
  });

  it('leaves the statements of the release before as they were, also those that are prepared', async () => {
    await withClient(url, async (client) => {
      const counted = { name: 'counted', text: failure, values: ['2026-12-01T10:00:00Z'] };
      await client.query(counted);
      await client.query({ name: 'list', text: list });
      const forget = { name: 'forget', text: forgetting, values: ['2025-01-01T00:00:00Z'] };
      expect((await client.query(forget)).rowCount).to.equal(100);
      await migrator.up({ to: then });
      await client.query(counted);
      const { rows } = await client.query<object>(`select times from audit_event where times is not null`);
      expect(rows).to.deep.equal([{ times: 2 }]);
      expect((await client.query(forget)).rowCount).to.equal(100);
      expect((await client.query({ name: 'list', text: list })).rowCount).to.equal(51);
    });
  });
});

/** The files of a table and its indexes. */
const filesOf = `
  select pg_relation_filenode(oid) as file from pg_class
  where oid = $1::regclass or oid in (select indexrelid from pg_index where indrelid = $1::regclass)`;

const written = `insert into audit_event (at, action, subject_type, subject_id, actor_role)
  values (now(), 'circulation.loan_opened', 'loan', 1, 'system') returning id`;

/** Indexes of the trail that the first month has no part of. */
const unattached = `
  select relname from pg_index join pg_class on pg_class.oid = indexrelid
  where indrelid = 'audit_event'::regclass and not exists (select from pg_inherits where inhparent = indexrelid)`;

const failure = `
  insert into audit_event (at, action, subject_type, subject_id, actor_role, request_id, network, times)
  values (date_trunc('minute', $1::timestamptz), 'accounts.sign_in_failed', 'patron', 0, 'anonymous', 'a', '192.0.2.0/24', 1)
  on conflict (at, action, subject_id, network) where times is not null do update set times = audit_event.times + 1`;

const forgetting = `
  update audit_event set actor_id = null where id in (
    select id from audit_event where at < $1 and actor_role = 'patron' and actor_id is not null
    order by at limit 100 for update skip locked)
  returning id`;

const list = `select id, at from audit_event where true and true order by at desc, id desc limit 51`;
