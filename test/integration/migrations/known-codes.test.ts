import { expect } from 'chai';
import { createConfig } from '../../../config/index.js';
import { withMigrations } from '../../../src/composition/database/migrating.js';
import { freshDatabase } from '../../support/postgres.js';
import { withClient } from './with-client.js';

const migrations = [
  ['20261205T120000_accounts_patron_categories', 'patron_category', 'patron', 'category'],
  ['20261205T120010_catalogue_copy_kinds', 'copy_kind', 'copy', 'kind'],
] as const;

describe('the migrations of known codes', () => {
  for (const [name, known, table, column] of migrations) {
    it(`know the standard values and the stored ones: ${known}`, async () => {
      const url = await freshDatabase('seeded');
      const config = createConfig('test', { databaseUrl: url });
      const query = async (text: string) => (await withClient(url, (client) => client.query(text))).rows;
      await withMigrations(config, async (all) => {
        while (!(await all.down()).includes(name));
        await query(`update ${table} set ${column} = 'of_old' where id = (select min(id) from ${table})`);
        await all.up();
      });
      expect(await query(`select from ${known} where code = 'of_old'`)).to.have.lengthOf(1);
      expect(await query(`select from ${known}`)).to.have.lengthOf(5);
      const unknown = `select from ${table} where ${column} not in (select code from ${known})`;
      expect(await query(unknown)).to.deep.equal([]);
    });
  }
});
