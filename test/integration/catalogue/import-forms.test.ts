import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encoded } from '../../../src/infrastructure/catalogue/reading/encoded.fake.js';
import { query } from '../../support/embedded-postgres.js';
import { freshDatabase } from '../../support/postgres.js';
import { endProcesses, type Ending } from '../../support/real-process.js';
import { cli } from '../../support/service-process.js';

const columns = 'title=title,contributors=authors,isbn=isbn,year=year,language=lang';
const header = 'title,authors,isbn,year,lang';

describe('The import command reads files in any form', function () {
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
  const save = (content: string | Uint8Array) => writeFile(at('books.csv'), content);
  const run = (...options: string[]): Promise<Ending> =>
    cli(folder, ['import', at('books.csv'), ...options], { NODE_ENV: 'test', DATABASE_URL: url });
  const titles = async () =>
    (await query(url, 'select title from book order by id')).map(({ title }) => title);

  it('reads a file as Windows-1252 when one of its bytes is not valid UTF-8, and reports it', async () => {
    const text = `${header}\nÉmile,Rousseau,,1762,fr\n${'Plain,,,,\n'.repeat(20_000)}`;
    await save(Buffer.concat([Buffer.from(text, 'latin1'), Buffer.from([0x80, 0x20, 0x93, 0x78, 0x94])]));
    const { stdout } = await run('--columns', columns, '--dry-run');
    expect(stdout).to.include(`${at('books.csv')} is read as windows-1252.`);
    await save(
      Buffer.concat([
        Buffer.from(`${header}\nÉmile,R,,,\n`, 'latin1'),
        Buffer.from([0x80, 0x93, 0x2c, 0x2c, 0x2c, 0x2c]),
      ]),
    );
    expect((await run('--columns', columns)).code).to.equal(0);
    expect(await titles()).to.deep.equal(['Émile', '€“']);
  });

  it('reads a file in the form that options tell, and shows its first rows in a dry run', async () => {
    const rows = Array.from({ length: 6 }, (_, row) => `吾輩;猫, ${row}`);
    await save(encoded(['題名;著者, 全部', ...rows].join('\r\n'), 'shift_jis'));
    const columnsOfFile = ['--columns', 'title=題名', '--columns', 'contributors=著者, 全部'];
    const { stdout, code } = await run(
      ...columnsOfFile,
      '--encoding',
      'sjis',
      '--names',
      'inverted',
      '--dry-run',
    );
    expect(code).to.equal(0);
    expect(stdout).to.include(
      [
        `${at('books.csv')} is read as shift_jis.`,
        'Dry run: nothing is stored.',
        'The first rows as they are read:',
        ...[0, 1, 2, 3, 4].map((row) => `  line ${row + 2}  title: 吾輩 | contributors: 猫, ${row}`),
      ].join('\n'),
    );
    expect(stdout).not.to.include('line 7');
  });

  it('asks for the encoding of a file when two are likely', async () => {
    await save(Buffer.from(`${header}\nCaf\u00C3`, 'latin1'));
    const { code, stderr } = await run('--columns', columns, '--dry-run');
    expect([code, stderr]).to.deep.equal([
      1,
      `${at('books.csv')} is not valid UTF-8, and its encoding is not clear. Name the encoding, for example ` +
        'windows-1252, windows-1250, windows-1251, shift_jis or gbk; a dry run shows how the rows are read.\n',
    ]);
  });

  it('takes the columns of a program, also the barcodes of its copies', async () => {
    await save(
      [
        'title,author,isbn,copyrightdate,itemcallnumber,barcode,location,itype',
        'Quiet /,"Berg, Mia,",9780140449136 (pbk.),c2003,QU 1,K0001,Hall,standard',
        'Quiet /,"Berg, Mia,",9780140449136 (pbk.),c2003,QU 1,K0002,Hall,standard',
      ].join('\n'),
    );
    expect((await run('--from', 'koha')).stdout).to.match(/^new copies +2$/m);
    expect(await query(url, 'select title, year, contributors from book')).to.deep.equal([
      { title: 'Quiet', year: 2003, contributors: [{ name: 'Mia Berg', role: 'author' }] },
    ]);
    expect(await query(url, 'select barcode, call_number, shelf from copy order by barcode')).to.deep.equal([
      { barcode: 'K0001', call_number: 'QU 1', shelf: 'Hall' },
      { barcode: 'K0002', call_number: 'QU 1', shelf: 'Hall' },
    ]);
  });
});
