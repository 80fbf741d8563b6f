import { expect } from 'chai';
import type { ImportCells } from '../../../src/application/catalogue/import/import-row.js';
import { asRows, decisions, ImportDesk } from './import-desk.js';

const books = (from: number, count: number): ImportCells[] =>
  Array.from({ length: count }, (_, at) => ({
    title: `Book ${from + at}`,
    contributors: `Author ${(from + at) % 300}`,
  }));

/**
 * The plan of a prepared statement is kept, as PostgreSQL may choose to do after five runs: the first batch has no book
 * of the library, so that the plan would be made for an empty table. It took minutes.
 */
describe('The statements of an import whose plans are kept', function () {
  this.timeout(90_000);
  let desk: ImportDesk;
  beforeEach(async () => {
    const first = await ImportDesk.open();
    await first.rows(`do $$ begin
      execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database());
    end $$`);
    await first.close();
    desk = await ImportDesk.open(first.url);
  });
  afterEach(() => desk.close());

  it('are as fast in a dry run over books that the library has, also when it begins anew', async () => {
    await desk.takeIn(books(1_000, 1_700));
    const rows = books(0, 2_500);
    let told = 0;
    const interrupted = desk.takeIn(asRows(rows), { dryRun: true }, () => {
      told += 1;
      if (told === 1_500) throw new Error('Killed.');
    });
    expect(await interrupted.catch((error: Error) => error.message)).to.equal('Killed.');
    const dry = await desk.takeIn(asRows(rows), { dryRun: true });
    expect(await desk.count('book')).to.equal(1_700);
    expect(decisions(await desk.takeIn(asRows(rows)))).to.deep.equal(decisions(dry));
  });
});
