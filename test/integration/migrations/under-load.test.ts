import { expect } from 'chai';
import type { ClientBase } from 'pg';
import { freshDatabase } from '../../support/postgres.js';
import { until } from '../../support/until.js';
import { named, namedConcurrent, run } from './probes.js';
import { withClient } from './with-client.js';

const column = named('20300101T000000_probe_column', ['alter table shelf add column note text']);
const index = namedConcurrent(
  '20300102T000000_probe_index',
  'create unique index concurrently if not exists shelf_number on shelf (number)',
);

describe('a migration of a library that is in use', () => {
  let url: string;
  beforeEach(async () => {
    url = await freshDatabase('empty');
    await ask(
      'create table shelf (number bigint)',
      'insert into shelf select * from generate_series(1, 100)',
    );
  });

  it('gives way while its table is locked, and no client waits behind it for more than 0.9 s', async () => {
    const migrating = await withClient(url, async (reader) => {
      await reader.query('begin');
      await reader.query('select from shelf');
      const begun = run(url, [column], (migrations) => migrations.up());
      await until(async () => (await waiting(reader, 'relation')) > 0);
      const waits = await Promise.all(Array.from({ length: 5 }, timeOfRead));
      expect(Math.max(...waits)).to.be.within(50, 900);
      return { begun };
    });
    expect(await migrating.begun).to.deep.equal([column.name]);
    expect(await ask('select note from shelf limit 1')).to.deep.equal([{ note: null }]);
  });

  it('creates an index concurrently, however long another client has been reading', async () => {
    const migrating = await withClient(url, async (backup) => {
      await backup.query('begin isolation level repeatable read');
      await backup.query('select from shelf');
      const begun = run(url, [index], (migrations) => migrations.up(), 1);
      // Longer than the time a migration waits for a table lock.
      await until(async () => (await waiting(backup, 'virtualxid')) > 1_600);
      await ask('insert into shelf values (101)');
      return { begun };
    });
    expect(await migrating.begun).to.deep.equal([index.name]);
    expect(await validity()).to.deep.equal([{ valid: true }]);
  });

  it('recreates an index that an earlier attempt left invalid', async () => {
    await ask('insert into shelf values (7)');
    const fault = await run(url, [index], (migrations) => migrations.up()).catch((error: Error) => error);
    expect(fault).to.be.an('error').with.property('message').that.contains('could not create unique index');
    expect(await validity()).to.deep.equal([{ valid: false }]);

    await ask('delete from shelf where number = 7');
    expect(await run(url, [index], (migrations) => migrations.up())).to.deep.equal([index.name]);
    expect(await validity()).to.deep.equal([{ valid: true }]);
  });

  it('does not touch invalid indexes that are not its own', async () => {
    await ask(
      'insert into shelf values (7)',
      'create unique index concurrently by_hand on shelf (number)',
    ).catch(() => undefined);
    await ask('delete from shelf where number = 7');
    await run(url, [index], (migrations) => migrations.up());
    expect(await validity('by_hand')).to.deep.equal([{ valid: false }]);
  });

  async function ask(...statements: string[]): Promise<object[]> {
    return withClient(url, async (client) => {
      let rows: object[] = [];
      for (const statement of statements) rows = (await client.query<object>(statement)).rows;
      return rows;
    });
  }

  const validity = (name = 'shelf_number') =>
    ask(`select indisvalid as valid from pg_index where indexrelid = '${name}'::regclass`);

  /** In milliseconds. */
  async function timeOfRead(): Promise<number> {
    const start = performance.now();
    await ask('select from shelf limit 1');
    return performance.now() - start;
  }
});

/** The milliseconds for which the migration has been waiting for a lock of a kind; 0 when it does not wait. */
async function waiting(client: ClientBase, kind: 'relation' | 'virtualxid'): Promise<number> {
  const { rows } = await client.query<{ ms: number }>(
    `select coalesce(extract(epoch from max(clock_timestamp() - waitstart)) * 1000, 0)::int as ms
     from pg_locks join pg_stat_activity using (pid)
     where not granted and locktype = $1 and pg_locks.database is not distinct from
       case when locktype = 'relation' then (select oid from pg_database where datname = current_database()) end
       and query ~ '^(alter|create)'`,
    [kind],
  );
  return rows[0]?.ms ?? 0;
}
