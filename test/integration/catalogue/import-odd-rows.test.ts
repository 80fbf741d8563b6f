import { expect } from 'chai';
import fc from 'fast-check';
import { ImportDesk, decisions, totals } from './import-desk.js';
import { oddRow } from './odd-rows.js';
import { query } from '../../support/embedded-postgres.js';

describe('An import of odd rows', function () {
  this.timeout(120_000);
  let desk: ImportDesk;
  before(async () => {
    desk = await ImportDesk.open();
  });
  after(() => desk.close());

  it('reports each of 1,000 random rows, stores the good ones, and changes nothing when it is repeated', async () => {
    const odd = fc.sample(oddRow, { numRuns: 1_000, seed: 14 });
    const rows = odd.flatMap((cells, at) => (at % 10 === 0 ? [cells, { title: `Good ${at}` }] : [cells]));
    const foretold = await desk.takeIn(rows, { dryRun: true });
    const told = await desk.takeIn(rows);
    expect(told.map(({ line }) => line)).to.deep.equal(rows.map((_, at) => at + 2));
    const counts = totals(told);
    expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).to.equal(rows.length);
    expect(counts['created']).to.equal(await desk.count('book'));
    expect(told.filter(({ title }) => title?.startsWith('Good '))).to.have.lengthOf(100);
    expect(
      told.filter(({ title, outcome }) => title?.startsWith('Good ') && outcome !== 'created'),
    ).to.deep.equal([]);
    expect(counts['error'], 'rows that cannot be stored').to.be.within(50, 600);
    expect(decisions(foretold)).to.deep.equal(decisions(told));
    const before = await desk.everything();
    const again = await desk.takeIn(rows);
    expect(again.filter(({ outcome }) => outcome === 'created' || outcome === 'updated')).to.deep.equal([]);
    expect(await desk.everything()).to.deep.equal(before);
  });

  it('reports a row that only the database refuses as an error, and imports the others of its batch', async () => {
    await query(desk.url, `alter table book add constraint no_odd_book check (title not like 'Odd %')`);
    const rows = Array.from({ length: 40 }, (_, at) => ({
      title: at % 13 === 5 ? `Odd ${at}` : `Even ${at}`,
    }));
    for (const dryRun of [true, false]) {
      const told = await desk.takeIn(rows, { dryRun });
      expect(told.map(({ line }) => line)).to.deep.equal(rows.map((_, at) => at + 2));
      const errors = told.filter(({ outcome }) => outcome === 'error');
      expect(errors.map(({ title }) => title)).to.deep.equal(['Odd 5', 'Odd 18', 'Odd 31']);
      expect(errors[0]?.reasons[0]?.message).to.match(/^This row cannot be stored/);
    }
    expect(
      await desk.rows(`select count(*)::int as count from book where title like 'Even %'`),
    ).to.deep.equal([{ count: 37 }]);
  });
});
