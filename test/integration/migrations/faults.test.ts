import { expect } from 'chai';
import type { Migrations } from '../../../src/infrastructure/kernel/migrations/migrations.js';
import { freshDatabase } from '../../support/postgres.js';
import { named, run } from './probes.js';
import { withClient } from './with-client.js';

const first = named('20300101T000000_probe_first', ['create table first (id bigint)']);
const third = named('20300103T000000_probe_third', ['create table third (id bigint)']);
const second = (...more: string[]) =>
  named('20300102T000000_probe_second', ['create table second (id bigint)', ...more]);

describe('a migration that fails', () => {
  let url: string;
  beforeEach(async () => (url = await freshDatabase('empty')));

  it('is rolled back completely, while earlier ones stay and later ones wait', async () => {
    const broken = [first, second('alter table nowhere add column lost text'), third];
    const fault = await run(url, broken, (migrations) => migrations.up()).catch((error: Error) => error);
    expect(fault).to.be.an('error').with.property('message').that.contains('nowhere');
    expect(await tables(url)).to.deep.equal(['first']);
    expect(await run(url, broken, executed)).to.deep.equal([first.name]);
  });

  it('runs again with the later ones once it is fixed', async () => {
    await run(url, [first, second('select 1 / 0'), third], (migrations) => migrations.up()).catch(
      () => undefined,
    );
    const names = await run(url, [first, second(), third], (migrations) => migrations.up());
    expect(names).to.deep.equal([second().name, third.name]);
    expect(await tables(url)).to.deep.equal(['first', 'second', 'third']);
  });

  it('leaves everything in place when its down migration fails', async () => {
    await run(url, [first, second()], (migrations) => migrations.up());
    const fault = await run(url, [first, second()], (migrations) => migrations.down()).catch(
      (error: Error) => error,
    );
    expect(fault).to.be.an('error').with.property('message').that.contains('no way back');
    expect(await tables(url)).to.deep.equal(['first', 'second']);
    expect(await run(url, [first, second()], executed)).to.deep.equal([first.name, second().name]);
  });

  it('gives up soon when its table is locked, so that no other client waits behind it', async () => {
    await run(url, [first], (migrations) => migrations.up());
    await withClient(url, async (reader) => {
      await reader.query('begin');
      await reader.query('select from first');
      const blocked = [first, second('alter table first add column late text')];
      const fault = await run(url, blocked, (migrations) => migrations.up(), 2).catch(
        (error: Error) => error,
      );
      expect(fault).to.be.an('error').with.property('message').that.contains('lock timeout');
    });
    expect(await tables(url)).to.deep.equal(['first']);
  });
});

async function executed(migrations: Migrations): Promise<string[]> {
  const state = await migrations.state();
  return state.filter(({ executedAt }) => executedAt !== undefined).map(({ name }) => name);
}

async function tables(url: string): Promise<string[]> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ name: string }>(`
      select tablename as name from pg_tables
      where schemaname = 'public' and tablename <> 'mikro_orm_migrations' order by name`),
  );
  return rows.map(({ name }) => name);
}
