import { expect } from 'chai';
import { Pool } from 'pg';
import { named, namedConcurrent, run } from '../integration/migrations/probes.js';
import { freshDatabase } from '../support/postgres.js';
import { Load } from '../support/load.js';
import { withClient } from '../integration/migrations/with-client.js';
import { isShort } from './length.js';

const rows = isShort ? 200_000 : 1_000_000;

/** The name of each change in the report, and its statement, in the order in which they depend on each other. */
const changes = [
  ['add a column', 'alter table event add column note text'],
  ['add a column with a default', `alter table event add column kind text default 'plain'`],
  [
    'add a check, not valid',
    'alter table event add constraint event_kind check (kind is not null) not valid',
  ],
  ['change all rows, 5,000 at a time', undefined],
  ['validate the check', 'alter table event validate constraint event_kind'],
  ['set not null, after that', 'alter table event alter column kind set not null'],
  [
    'add a foreign key, not valid',
    'alter table event add constraint event_place foreign key (place) references place not valid',
  ],
  ['validate the foreign key', 'alter table event validate constraint event_place'],
  ['make an index concurrently', 'create index concurrently if not exists event_at on event (at)'],
  ['drop an index concurrently', 'drop index concurrently if exists event_at'],
  ['drop a column', 'alter table event drop column note'],
] as const;

/**
 * The same changes in the form that the linter refuses; these do block the traffic. With few rows an index is created
 * too fast to measure.
 */
const refused = [
  ['make an index, not concurrently', 'create index event_at on event (at)'],
  ['change the type of a column', 'alter table event alter column place type integer'],
] as const;

describe(`Migrations of a table of ${rows.toLocaleString('en')} rows in use`, () => {
  let url: string;
  let pool: Pool;
  let load: Load;
  const stalls: [what: string, seconds: number, stall: number][] = [];

  before(async () => {
    url = await freshDatabase('empty');
    pool = new Pool({ connectionString: url, max: 4 });
    pool.on('error', () => undefined);
    await pool.query('create table place (id bigint primary key)');
    await pool.query('insert into place select * from generate_series(0, 9)');
    await pool.query(`
      create table event (id bigint generated always as identity primary key, place bigint, at timestamptz, words text)`);
    await pool.query(`
      insert into event (place, at, words) select n % 10, now(), repeat('word ', 10) from generate_series(1, ${rows}) n`);
    load = new Load(4, (count) =>
      count % 2 === 0
        ? pool.query(`insert into event (place, at, words) values ($1, now(), 'new')`, [count % 10])
        : pool.query('select words from event where id = $1', [(count * 7_919) % rows]),
    );
  });
  after(async () => {
    await load.stop();
    await pool.end();
    const told = stalls.map(
      ([what, s, ms]) =>
        `    ${what.padEnd(34)}${s.toFixed(1)} s, longest stall ${Math.max(0, ms).toFixed(0)} ms`,
    );
    console.log(told.join('\n'));
  });

  it('delay no request for longer than half a second', async () => {
    for (const [what, statement] of changes) await measure(what, statement ?? changeRows);
    expect(load.errors).to.deep.equal([]);
    expect(stalls.filter(([, , stall]) => stall > 500)).to.deep.equal([]);
  });

  it('delay requests for most of their duration in the form that the linter refuses', async () => {
    for (const [what, statement] of refused.slice(isShort ? 1 : 0)) {
      const [seconds, stall] = await measure(what, statement);
      expect(stall, what).to.be.above(seconds * 300);
    }
  });

  /** The duration of a change in seconds, and of the longest request meanwhile in ms. */
  async function measure(what: string, change: string | (() => Promise<void>)): Promise<[number, number]> {
    let seconds = 0;
    const stall = await load.slowestDuring(async () => {
      const start = performance.now();
      await (typeof change === 'string' ? migrate(change) : change());
      seconds = (performance.now() - start) / 1_000;
    });
    stalls.push([what, seconds, stall]);
    return [seconds, stall];
  }

  async function migrate(statement: string): Promise<void> {
    const name = `20300101T0000${String(stalls.length).padStart(2, '0')}_probe_change`;
    const probe = statement.includes('concurrently')
      ? namedConcurrent(name, statement)
      : named(name, [statement]);
    await run(url, [probe], (migrations) => migrations.up());
  }

  /** As docs/migrations.md describes it. */
  function changeRows(): Promise<void> {
    return withClient(url, async (client) => {
      for (let last: string | null = '0'; last !== null;) {
        const steps: { last: string | null }[] = (
          await client.query(
            `with batch as (select id from event where id > $1 order by id limit 5000),
                changed as (update event set note = words where id in (select id from batch) and note is null)
           select max(id) as last from batch`,
            [last],
          )
        ).rows;
        last = steps[0]?.last ?? null;
      }
    });
  }
});
