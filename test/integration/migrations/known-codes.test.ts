import { expect } from 'chai';
import { createConfig } from '../../../config/index.js';
import { withMigrations } from '../../../src/composition/database/migrating.js';
import { freshDatabase } from '../../support/postgres.js';
import { withClient } from './with-client.js';

const tables = [
  {
    known: 'patron_category',
    column: 'category',
    table: 'patron',
    before: '20261204T101510_kernel_running_instances',
  },
  { known: 'copy_kind', column: 'kind', table: 'copy', before: '20261205T120000_accounts_patron_categories' },
];

describe('the migrations of known codes', () => {
  for (const { known, column, table, before } of tables) {
    it(`know the stored values and the standard ones: ${known}`, async () => {
      const url = await freshDatabase('seeded');
      const config = createConfig('test', { databaseUrl: url });
      await withMigrations(config, (migrations) => migrations.down({ to: before }));
      await withClient(url, (client) =>
        client.query(`update ${table} set ${column} = 'of_old' where id = (select min(id) from ${table})`),
      );
      await withMigrations(config, (migrations) => migrations.up());
      const { rows } = await withClient(url, (client) =>
        client.query<{ code: string }>(`select code from ${known} where code = 'of_old'`),
      );
      expect(rows).to.have.lengthOf(1);
      const left = await withClient(url, (client) =>
        client.query(`select from ${table} where ${column} not in (select code from ${known})`),
      );
      expect(left.rows).to.deep.equal([]);
      const all = await withClient(url, (client) => client.query(`select from ${known}`));
      expect(all.rows).to.have.length.of.at.least(5);
    });
  }
});
