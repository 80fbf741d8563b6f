import { expect } from 'chai';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { query } from '../../support/embedded-postgres.js';
import { freshDatabase } from '../../support/postgres.js';
import { endProcesses, run as start, type Ending } from '../../support/real-process.js';
import { cli } from '../../support/service-process.js';

const program = fileURLToPath(new URL('../../../src/cli.js', import.meta.url));
const columns = 'title=title,contributors=authors,isbn=isbn,year=year,language=lang';
const header = 'title,authors,isbn,year,lang';

/** The numbers of the table at the end of the command's output. */
function totals(stdout: string): Record<string, number> {
  const lines = [...stdout.matchAll(/^([A-Za-z ]+?) {2,}([\d,]+)$/gm)];
  return Object.fromEntries(
    lines.map(([, name = '', count = '']) => [name, Number(count.replaceAll(',', ''))]),
  );
}

const sums = (created: number, updated: number, skipped: number, error: number): object => ({
  'new books': created,
  'books changed': updated,
  'nothing new': skipped,
  'not imported': error,
  rows: created + updated + skipped + error,
});

describe('The import command', function () {
  this.timeout(60_000);
  let folder: string;
  let url: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shelflife-import-'));
    url = await freshDatabase('migrated');
  });
  afterEach(async () => {
    await endProcesses();
    await rm(folder, { recursive: true });
  });

  const at = (name: string): string => path.join(folder, name);
  const save = (content: string | Uint8Array, name = 'books.csv') => writeFile(at(name), content);
  const runWith = (fields: string, ...options: string[]): Promise<Ending> =>
    cli(folder, ['import', at('books.csv'), '--columns', fields, ...options], {
      NODE_ENV: 'test',
      DATABASE_URL: url,
    });
  const run = (...options: string[]): Promise<Ending> => runWith(columns, ...options);
  const titles = async () =>
    (await query(url, 'select title from book order by id')).map(({ title }) => title);
  const report = async (name = 'report.csv'): Promise<Record<string, string>[]> =>
    parse(await readFile(at(name)), { columns: true, bom: true });

  it('reports an outcome for every row, in a table and in a file, also in a dry run', async () => {
    await save(
      [
        header,
        'Emma,Jane Austen,141439580,1815.0,eng',
        'Odyssey,Homer,9.78014026886e+12,-750.0,',
        '"Emma",Jane Austen,0-14-143958-0,1815,eng',
        ',Nobody,,,',
        '"Torn,Jane Austen,,,',
        'Nails,6" long,,1990,en_US',
        'Short,row',
        '=Formula,,,,',
      ].join('\r\n'),
    );
    const dry = await run('--dry-run', '--copies', '2', '--report', at('dry.csv'));
    expect([dry.code, dry.stderr, await titles()]).to.deep.equal([0, '', []]);
    const real = await run('--copies', '2', '--report', at('report.csv'));
    expect([real.code, real.stderr]).to.deep.equal([0, '']);
    expect(totals(real.stdout)).to.deep.equal({
      ...sums(4, 0, 1, 3),
      'new copies': 8,
      'ISBN repaired': 1,
      'ISBN left out': 1,
      'language taken': 1,
      'quotes kept': 1,
    });
    expect(dry.stdout.replace(/The first rows.*\n(?: {2}line .*\n)+/, '')).to.equal(
      `Dry run: nothing is stored.\n${real.stdout.replace('report.csv', 'dry.csv')}`,
    );
    expect(await titles()).to.deep.equal(['Emma', 'Odyssey', 'Nails', '=Formula']);
    expect(await query(url, 'select count(*)::int as copies from copy')).to.deep.equal([{ copies: 8 }]);

    const rows = await report();
    const brief = rows.map(({ line, outcome, reason, isbn, title, book_id }) => [
      line,
      outcome,
      reason,
      isbn,
      title,
      book_id,
    ]);
    expect(brief).to.deep.equal([
      ['2', 'created', '', '9780141439587', 'Emma', '1'],
      ['3', 'created', '', '', 'Odyssey', '2'],
      ['4', 'skipped', 'The library has this book already.', '9780141439587', 'Emma', '1'],
      ['5', 'error', 'There is no title.', '', '', ''],
      ['6', 'error', 'The quotation marks do not match.', '', '', ''],
      ['7', 'created', '', '', 'Nails', '3'],
      ['8', 'error', 'The number of cells is 2 where the header has 5.', '', '', ''],
      ['9', 'created', '', '', "'=Formula", '4'],
    ]);
    expect(rows[0]?.['notes']).to.equal('ISBN repaired: "141439580" is 0141439580.');
    expect(rows[1]?.['notes']).to.equal('ISBN left out: "9.78014026886e+12" is a rounded number.');
    expect(await report('dry.csv')).to.deep.equal(rows.map((row) => ({ ...row, book_id: '' })));
  });

  it('takes copies along, refuses a doubled barcode by its line, and adds no copy in a second run', async () => {
    const rows = [
      'Title,Barcode,Callnumber,Location,Itype',
      'Emma,B-1,823 AUS,Novels,short_loan',
      'Emma,B-2,823 AUS,Novels,BK',
      'Persuasion,b-1,,,',
      'Persuasion,B-3,,,',
    ];
    await save(rows.join('\n'));
    const fields = 'title=Title,barcode=Barcode,call_number=Callnumber,shelf=Location,kind=Itype';
    const copies = () => query(url, 'select barcode, call_number, shelf, kind from copy order by id');
    const first = await runWith(fields, '--report', at('report.csv'));
    expect(totals(first.stdout)).to.deep.equal({
      ...sums(2, 1, 0, 1),
      'new copies': 3,
      'kind left out': 1,
    });
    expect((await report())[2]).to.deep.include({
      line: '4',
      outcome: 'error',
      title: 'Persuasion',
      reason: 'The barcode "b-1" is on line 2 already.',
    });
    const stored = await copies();
    expect(stored).to.deep.equal([
      { barcode: 'B-1', call_number: '823 AUS', shelf: 'Novels', kind: 'short_loan' },
      { barcode: 'B-2', call_number: '823 AUS', shelf: 'Novels', kind: 'standard' },
      { barcode: 'B-3', call_number: null, shelf: null, kind: 'standard' },
    ]);
    expect(totals((await runWith(fields)).stdout)).to.include({
      ...sums(0, 0, 3, 1),
      'new copies': 0,
    });
    expect(await copies()).to.deep.equal(stored);
  });

  it('writes a report that opens in a spreadsheet, without formulas', async () => {
    const odd = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1'];
    await save(
      [header, ...odd.map((title) => `${title},,,,`), '"  =cmd|x",,,,', `=${'x'.repeat(1_000)},,,,`].join(
        '\n',
      ),
    );
    await run('--report', at('report.csv'));
    const text = await readFile(at('report.csv'), 'utf8');
    expect(text.startsWith('\uFEFF"line","outcome"')).to.equal(true);
    for (const row of await report()) expect(row['title']).to.match(/^'[=+@＝-]/);
  });

  it('skips all rows of a file that was imported before', async () => {
    await save(`${header}\nEmma,Jane Austen,141439580,1815,eng\nOdyssey,Homer,none,-750,\n`);
    expect(totals((await run()).stdout)).to.include(sums(2, 0, 0, 0));
    expect(totals((await run()).stdout)).to.include(sums(0, 0, 2, 0));
    expect(await titles()).to.deep.equal(['Emma', 'Odyssey']);
  });

  it('reads UTF-8 with or without a byte order mark, without a warning', async () => {
    await save(`\uFEFF${header}\nÉmile – ou de l’éducation,Rousseau,,1762,fr\n`);
    const { code, stdout } = await run();
    expect([code, await titles()]).to.deep.equal([0, ['Émile – ou de l’éducation']]);
    expect(stdout).not.to.include('Windows');
  });

  it('continues after a kill without making duplicates', async () => {
    const rows = Array.from(
      { length: 6_000 },
      (_, row) => `Title ${row},Author ${row % 50},,${1900 + (row % 100)},en`,
    );
    await save([header, ...rows].join('\n'));
    const stored = async () =>
      (await query(url, 'select count(*)::int as count from book'))[0]?.['count'] as number;
    const killed = start(process.execPath, [program, 'import', at('books.csv'), '--columns', columns], {
      cwd: folder,
      env: { NODE_ENV: 'test', DATABASE_URL: url },
    });
    await killed.reaches(async () => (await stored()) >= 1_000);
    killed.signal('SIGKILL');
    expect((await killed.ended).code).to.equal(null);
    const before = await stored();
    expect(before).to.be.within(1_000, 5_999);
    expect(before % 500, 'whole batches').to.equal(0);

    expect(totals((await run()).stdout)).to.include(sums(6_000 - before, 0, before, 0));
    expect(
      await query(url, 'select count(*)::int as books, count(distinct title)::int as titles from book'),
    ).to.deep.equal([{ books: 6_000, titles: 6_000 }]);
    expect(await query(url, 'select count(*)::int as copies from copy')).to.deep.equal([{ copies: 6_000 }]);
  });

  it('ends with code 1 and one sentence, and stores nothing, when the input is unusable', async () => {
    await save(`${header}\nEmma,,,,\n`);
    const refused: [string[], RegExp][] = [
      [
        ['--columns', 'publisher=name'],
        /^\S+ has no column "name"\. It has title, authors, isbn, year, lang\.\n$/,
      ],
      [['--columns', 'name=title'], /^--columns: there is no field "name"\. The fields are title, .*\n$/],
      [['--columns', 'title=title'], /^--columns: title is given twice\.\n$/],
      [['--from', 'shelves'], /^--from: "shelves" is not known\. Known are goodreads, .*\n$/],
      [['--delimiter', 'x'], /^--delimiter must be one character, such as ";" or "\|", or the word tab\.\n$/],
      [['--encoding', 'morse'], /^--encoding: "morse" is not known\. Some that are: utf-8, .*\n$/],
      [['--names', 'odd'], /^--names must be inverted, for "Berg, Mia", or direct, for "Mia Berg"\.\n$/],
      [['--copies', '1001'], /^--copies must be a whole number from 0 to 1000\.\n$/],
      [['--report', at('books.csv')], /^--report: this is the file to import\.\n$/],
      [['--report', at('no/folder.csv')], /^.*no such file or directory.*\n$/],
    ];
    const endings = await Promise.all(refused.map(([options]) => run(...options)));
    for (const [which, { code, stdout, stderr }] of endings.entries()) {
      expect([code, stdout], stderr).to.deep.equal([1, '']);
      expect(stderr).to.match(refused[which]?.[1] ?? /never/);
    }
    expect(await titles()).to.deep.equal([]);
    expect(await readFile(at('books.csv'), 'utf8')).to.equal(`${header}\nEmma,,,,\n`);
  });
});
