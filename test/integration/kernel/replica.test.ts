import { expect } from 'chai';
import { Pool } from 'pg';
import { ReadYourWrites } from '../../../src/infrastructure/kernel/replica/read-your-writes.js';
import { ReplicaReads } from '../../../src/infrastructure/kernel/replica/replica-reads.js';
import { ReplicaLag } from '../../../src/infrastructure/kernel/replica/replica-lag.js';
import { firstLsn, parseLsn, type Lsn } from '../../../src/infrastructure/kernel/replica/lsn.js';
import { startReplicated, type Replicated } from '../../support/replica.js';
import { until } from '../../support/until.js';

const nobodyElse = { raise: () => Promise.resolve(), read: () => Promise.resolve(undefined) };

describe('A streaming replica', function () {
  this.timeout(60_000);
  let pair: Replicated;
  let primary: Pool;
  let replica: Pool;
  let watch: ReplicaLag;
  let reads: ReplicaReads;

  before(async () => {
    pair = await startReplicated();
    [primary, replica] = [pair.primaryUrl, pair.replicaUrl].map(
      (connectionString) => new Pool({ connectionString, max: 3, connectionTimeoutMillis: 1_000 }),
    ) as [Pool, Pool];
    await primary.query('create table shelf (id int primary key, book int)');
    await primary.query('insert into shelf select id, 0 from generate_series(1, 8) as id');
    watch = new ReplicaLag({
      primary: () => ask(primary, 'select pg_current_wal_flush_lsn() as at'),
      replica: () => ask(replica, 'select pg_last_wal_replay_lsn() as at'),
    });
    for (const pool of [primary, replica]) pool.on('error', () => watch.lost());
    reads = new ReplicaReads(watch);
  });
  after(async () => {
    watch?.end();
    await Promise.all([primary?.end(), replica?.end()]);
    await pair?.remove();
  });
  beforeEach(() => until(() => watch.shows(firstLsn), 20_000));

  /** Makes a change and returns its WAL position. */
  async function write(id: number, book: number): Promise<Lsn> {
    await primary.query('update shelf set book = $2 where id = $1', [id, book]);
    return ask(primary, 'select pg_current_wal_flush_lsn() as at');
  }

  async function read(id: number): Promise<{ from: string; book: number }> {
    const bookIn = async (pool: Pool, from: string) => {
      const { rows } = await pool.query<{ book: number }>('select book from shelf where id = $1', [id]);
      return { from, book: rows[0]?.book ?? -1 };
    };
    return reads.read(
      () => bookIn(replica, 'replica'),
      () => bookIn(primary, 'primary'),
    );
  }

  it('answers callers who have written nothing recently', async () => {
    expect(await reads.allow(firstLsn, () => read(1))).to.eql({ from: 'replica', book: 0 });
  });

  it('never answers a caller with data older than their own writes', async () => {
    const own = new ReadYourWrites(nobodyElse);
    const from = new Set<string>();
    const callers = Array.from({ length: 8 }, async (_, index) => {
      const [caller, id] = [`caller ${index}`, index + 1];
      for (let book = 1; book <= 60; book++) {
        await own.recordWrite(caller, await write(id, book));
        for (let again = 0; again < 3; again++) {
          const answer = await reads.allow(await own.minimumLsn(caller), () => read(id));
          expect(answer.book).to.equal(book);
          from.add(answer.from);
        }
      }
    });
    await Promise.all(callers);
    const last = await write(1, 61);
    await until(() => watch.shows(last));
    expect(await reads.allow(last, () => read(1))).to.eql({ from: 'replica', book: 61 });
    expect(from).to.include('primary');
  });

  it('is skipped while it lags, at first for callers who have written, after a second for all', async () => {
    await pair.pause();
    const floor = await write(2, 100);
    expect(await reads.allow(floor, () => read(2))).to.eql({ from: 'primary', book: 100 });
    await until(async () => (await reads.allow(firstLsn, () => read(2))).from === 'primary');
    await pair.resume();
    await until(() => watch.shows(floor));
    expect(await reads.allow(floor, () => read(2))).to.eql({ from: 'replica', book: 100 });
  });

  it('may go and come back without an error to any caller', async () => {
    await pair.stopReplica();
    expect(await reads.allow(firstLsn, () => read(3))).to.have.property('from', 'primary');
    const floor = await write(3, 7);
    await pair.startReplica();
    await until(() => watch.shows(floor), 20_000);
    expect(await reads.allow(floor, () => read(3))).to.eql({ from: 'replica', book: 7 });
  });
});

async function ask(pool: Pool, statement: string): Promise<Lsn> {
  const { rows } = await pool.query<{ at: string }>(statement);
  return parseLsn(rows[0]?.at ?? '');
}
