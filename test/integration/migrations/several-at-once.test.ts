import { expect } from 'chai';
import type { Migrator } from '@mikro-orm/migrations';
import { createConfig } from '../../../config/index.js';
import { openDatabase } from '../../../src/composition/database/open-database.js';
import type { Database } from '../../../src/infrastructure/kernel/postgres/database.js';
import { Migrations } from '../../../src/infrastructure/kernel/migrations/migrations.js';
import { freshDatabase } from '../../support/postgres.js';
import { migrationNames } from './migration-names.js';
import { runCli } from './run-cli.js';
import { describeSchema } from './schema-description.js';
import { withClient } from './with-client.js';

describe('three processes that migrate the same empty database at once', () => {
  it('all succeed, and each migration is run once, by one of them', async () => {
    const url = await freshDatabase('empty');
    const ends = await Promise.all([1, 2, 3].map(() => runCli(['db', 'migrate'], { databaseUrl: url })));
    expect(ends.map(({ code, stderr }) => ({ code, stderr }))).to.deep.equal(
      ends.map(() => ({ code: 0, stderr: '' })),
    );
    const run = ends.flatMap(({ stdout }) =>
      [...stdout.matchAll(/^migrated {2}(\S+)$/gm)].map(([, name]) => name),
    );
    expect(run)
      .to.have.members(await migrationNames())
      .and.to.have.length(new Set(run).size);
    const done = await withClient(url, (client) =>
      client.query<{ name: string }>('select name from mikro_orm_migrations order by id'),
    );
    expect(done.rows.map(({ name }) => name)).to.deep.equal(await migrationNames());
    const alone = await freshDatabase('empty');
    await runCli(['db', 'migrate'], { databaseUrl: alone });
    expect(await withClient(url, describeSchema)).to.deep.equal(await withClient(alone, describeSchema));
  });

  it('also succeed when they begin at the same moment, which would fail without our lock', async () => {
    const withLock = (database: Database) => new Migrations(database).up();
    expect(await failuresOfThree(withLock)).to.equal(0);
    const asTheOrmDoes = ({ orm }: Database) => (orm.migrator as Migrator).up();
    let failed = 0;
    for (let round = 0; round < 5 && failed === 0; round++) failed = await failuresOfThree(asTheOrmDoes);
    expect(failed).to.be.above(0);
  });
});

/** Three migrate an empty database in this process. Returns how many fail. */
async function failuresOfThree(migrate: (database: Database) => Promise<unknown>): Promise<number> {
  const config = createConfig('test', { databaseUrl: await freshDatabase('empty') });
  const databases = await Promise.all([1, 2, 3].map(() => openDatabase(config, 'migrations')));
  const ends = await Promise.allSettled(databases.map(migrate));
  await Promise.all(databases.map((database) => database.close()));
  return ends.filter(({ status }) => status === 'rejected').length;
}
