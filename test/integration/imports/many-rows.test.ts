import { expect } from 'chai';
import sql from 'sql-template-tag';
import { runJob } from '../../support/jobs.js';
import { csv, ImportClient } from './import-client.js';

/** Ends a statement that deletes so many rows that it might reach its timeout. */
const guard = [
  sql`create function guard_rows() returns trigger language plpgsql as $$
      begin
        if (select count(*) from gone) > 10000 then raise 'too many rows at once'; end if;
        return null;
      end $$`,
  sql`create trigger guard after delete on import_row referencing old table as gone
      for each statement execute function guard_rows()`,
];

describe('An import of many rows', function () {
  this.timeout(60_000);
  let client: ImportClient;
  beforeEach(async () => {
    client = await ImportClient.start();
    for (const statement of guard) await client.library.rows(statement);
  });
  afterEach(() => client.stop());

  const addRows = () =>
    client.library.rows(sql`
      insert into import_row (import_id, line, outcome, reasons, notes, copies)
      select id, number, 'error', '[]', '[]', 0 from import_job, generate_series(1000, 25999) as number`);

  it('is removed in several transactions', async () => {
    await client.sent({ file: csv(['Emma,,,']) });
    await client.sent({ file: csv(['Persuasion,,,']) });
    await addRows();
    expect(await client.count('import_row')).to.equal(50_000);
    client.library.clock.advance({ days: 7 });
    await runJob(client.library.service, 'imports.remove_expired');
    expect([await client.count('import_row'), await client.count('import_job')]).to.deep.equal([0, 0]);
  });

  it('forgets them in several transactions when its dry run begins anew', async () => {
    const id = await client.sent({ file: csv(['Emma,,,']), dryRun: 'true' });
    await addRows();
    await client.work();
    expect(await client.get(id)).to.deep.include({ status: 'completed' });
    expect(await client.rows(id)).to.deep.equal(['2 created Emma']);
  });
});
