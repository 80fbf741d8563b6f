import { expect } from 'chai';
import fc from 'fast-check';
import { inEnglish } from '../../../src/domain/kernel/sentence.js';
import type { ImportCells } from '../../../src/application/catalogue/import/import-row.js';
import { asRows, decisions, ImportDesk, totals } from './import-desk.js';
import { query } from '../../support/embedded-postgres.js';

/** Few values, so that rows are often the same book, almost the same, or contradictory. */
const trickyRow: fc.Arbitrary<ImportCells> = fc.record(
  {
    title: fc.constantFrom('Émile', 'emile', 'Emma', ''),
    contributors: fc.constantFrom('A, B', 'a; b', 'A', ''),
    isbn: fc.constantFrom('0141439580', '141439580', '978-0-19-283355-6', 'none', ''),
    year: fc.constantFrom('1815', '1762.0', ''),
    publisher: fc.constantFrom('P', 'Q', ''),
    barcode: fc.constantFrom('', '', 'B-1', 'b-1', 'B-2', 'B-3 B-4'),
    copies: fc.constantFrom('', '', '0', '1', '2'),
    shelf: fc.constantFrom('', 'Novels', 'Poems'),
  },
  { requiredKeys: ['title'] },
);

/** Titles that fill up a batch. No two are similar. */
const filler = (from: number, count: number): ImportCells[] =>
  Array.from({ length: count }, (_, at) => ({ title: `Filler ${from + at}` }));

async function clear(url: string): Promise<void> {
  // This is far faster than TRUNCATE for few rows.
  await query(url, 'delete from copy; delete from book; delete from audit_event; delete from catalogue_word');
}

describe('An import is exact', function () {
  this.timeout(60_000);
  let desk: ImportDesk;
  before(async () => {
    desk = await ImportDesk.open();
  });
  beforeEach(() => clear(desk.url));
  after(() => desk.close());

  it('changes nothing when a file is imported again, however its rows differ', async () => {
    const rows = fc.array(trickyRow, { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        await clear(desk.url);
        await desk.takeIn(all);
        const before = await desk.everything();
        const again = await desk.takeIn(all);
        expect(totals(again)).to.not.have.any.keys('created', 'updated');
        expect(await desk.everything()).to.deep.equal(before);
      }),
      { numRuns: 20 },
    );
  });

  it('has the same result in batches as in one', async () => {
    const [first, second] = [
      { isbn: '0141439580', publisher: 'P' },
      { isbn: '0141439580', publisher: 'Q' },
    ];
    const emma = { title: 'Emma', barcode: 'B-1' };
    const all = [{ ...emma, ...first }, ...filler(0, 600), { ...emma, ...second, barcode: 'B-2' }, emma];
    const told = await desk.takeIn(all);
    expect(told.slice(-2).map(({ outcome, reasons }) => [outcome, ...reasons.map(inEnglish)])).to.deep.equal([
      ['updated', 'Copies added: 1.'],
      ['error', 'The barcode "B-1" is on line 2 already.'],
    ]);
    expect(await desk.rows(`select publisher from book where title = 'Emma'`)).to.deep.equal([
      { publisher: 'P' },
    ]);
  });

  it('is predicted by a dry run, which stores nothing', async () => {
    const rows = fc.array(trickyRow, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, rows, async (present, all) => {
        await clear(desk.url);
        await desk.takeIn(present);
        const before = await desk.everything();
        const foretold = await desk.takeIn(all, { dryRun: true });
        expect(await desk.everything()).to.deep.equal(before);
        const done = await desk.takeIn(all);
        expect(decisions(foretold)).to.deep.equal(decisions(done));
        const known = foretold.filter(({ bookId }) => bookId !== null);
        expect(done).to.deep.include.members(known);
      }),
      { numRuns: 20 },
    );
  });

  it('is predicted by a dry run of many batches, each of which sees the previous ones', async () => {
    const emma = { title: 'Emma', isbn: '0141439580' };
    const all = [emma, ...filler(0, 700), emma, { ...emma, publisher: 'P' }, ...filler(300, 700), emma];
    const foretold = await desk.takeIn(all, { dryRun: true });
    expect(await desk.count('book')).to.equal(0);
    expect(totals(foretold)).to.deep.equal({ created: 1_001, skipped: 402, updated: 1 });
    expect(foretold.every(({ bookId }) => bookId === null)).to.equal(true);
    expect(decisions(await desk.takeIn(all))).to.deep.equal(decisions(foretold));
    expect(await desk.count('book')).to.equal(1_001);
  });

  it('blocks no other client during a dry run', async () => {
    await desk.takeIn([{ title: 'Emma' }]);
    let revised = 0;
    await desk.takeIn([{ title: 'Emma', publisher: 'P' }, ...filler(0, 600)], { dryRun: true }, async () => {
      if (revised > 0) return;
      await query(
        desk.url,
        `set lock_timeout = '1s'; update book set publisher = 'Q'; insert into catalogue_word values ('filler')`,
      );
      revised += 1;
    });
    expect([revised, await desk.rows('select publisher from book')]).to.deep.equal([1, [{ publisher: 'Q' }]]);
  });

  it('keeps the batches before a fault, and stores the rest when it is run again', async () => {
    const all = filler(0, 1_200);
    async function* torn() {
      yield* asRows(all.slice(0, 700));
      throw new Error('The disk is gone.');
    }
    const told: number[] = [];
    const fault = await desk.takeIn(torn(), {}, ({ line }) => void told.push(line)).catch(String);
    expect(fault).to.equal('Error: The disk is gone.');
    expect([told.length, await desk.count('book'), await desk.count('copy')]).to.deep.equal([500, 500, 500]);
    expect(totals(await desk.takeIn(all))).to.deep.equal({ skipped: 500, created: 700 });
    expect([await desk.count('book'), await desk.count('copy')]).to.deep.equal([1_200, 1_200]);
  });

  it('stores nothing when a dry run fails', async () => {
    async function* torn() {
      yield* asRows(filler(0, 700));
      throw new Error('The disk is gone.');
    }
    expect(await desk.takeIn(torn(), { dryRun: true }).catch(String)).to.equal('Error: The disk is gone.');
    expect(await desk.count('book')).to.equal(0);
    expect(totals(await desk.takeIn(filler(0, 1)))).to.deep.equal({ created: 1 });
  });

  it('makes no duplicates when the same file is imported four times in parallel', async () => {
    const other = await ImportDesk.open(desk.url);
    try {
      const all = filler(0, 1_300);
      const runs = await Promise.all([desk, other, desk, other].map((each) => each.takeIn(all)));
      expect(totals(runs.flat())).to.deep.equal({ created: 1_300, skipped: 3_900 });
      expect([await desk.count('book'), await desk.count('copy')]).to.deep.equal([1_300, 1_300]);
    } finally {
      await other.close();
    }
  });
});
