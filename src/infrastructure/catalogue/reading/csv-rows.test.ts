import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rowSentences } from '../../../application/catalogue/import/form/row-sentences.js';
import type { ImportRow } from '../../../application/catalogue/import/import-row.js';
import { openRows } from './csv-rows.js';
import { chooseForm } from '../../../application/catalogue/import/form/choose-form.js';
import type { FormOptions } from '../../../application/catalogue/import/form/form-options.js';
import { surveyFile } from './source-file.js';

const names = { inverted: false };

describe('Opening the rows of a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shelflife-rows-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function open(
    content: string | Uint8Array,
    options: FormOptions & { encoding?: string } = { columns: ['title=Name,year=Year'] },
  ): Promise<ImportRow[]> {
    const file = path.join(folder, 'books.csv');
    await writeFile(file, content);
    const form = chooseForm(options);
    const rows = await openRows(await surveyFile(file, form.encoding), form);
    const all: ImportRow[] = [];
    for await (const row of rows) all.push(row);
    return all;
  }

  async function complaint(content: string | Uint8Array): Promise<string> {
    const error = await open(content).catch((fault: Error) => fault);
    return error instanceof Error ? error.message : 'nothing';
  }

  it('finds the columns by their headers, in any order and among others', async () => {
    expect(await open('\uFEFF "Year" ,ignored, Name\n1815,x,Emma\n')).to.deep.equal([
      { line: 2, cells: { title: 'Emma', year: '1815' }, notes: [], names },
    ]);
  });

  it('passes on a note about kept quotation marks, and the place of an unreadable row', async () => {
    expect(await open('Name,Year\n6" nails,1815\nEmma\n')).to.deep.equal([
      {
        line: 2,
        cells: { title: '6" nails', year: '1815' },
        notes: [{ kind: 'quotes kept', ...rowSentences.quotesKept }],
        names,
      },
      { line: 3, fault: { ...rowSentences.otherWidth, parameters: { number: 1, expected: 2 } } },
    ]);
  });

  it('accepts a file without rows', async () => {
    expect(await open('Name,Year')).to.deep.equal([]);
  });

  it('refuses a file without a header, or with an unreadable one', async () => {
    expect(await complaint('')).to.equal('file is empty. Its first line should name the columns.');
    expect(await complaint('\n  \n')).to.equal('file is empty. Its first line should name the columns.');
    expect(await complaint('"Name,Year\nEmma,1815\n')).to.equal(
      'file: the header cannot be read. The quotation marks do not match.',
    );
  });

  it('refuses a header that does not have every column exactly once', async () => {
    expect(await complaint('Name,year\n')).to.equal('file has no column "Year". It has Name, year.');
    expect(await complaint('Name,Year,Name\n')).to.equal('file has 2 columns called "Name".');
  });

  it('finds the columns that are wanted when several separators are likely', async () => {
    expect(
      await open('Name, in full;Year, or so\nEmma;1815\n', { columns: ['title=Name, in full'] }),
    ).to.deep.equal([{ line: 2, cells: { title: 'Emma' }, notes: [], names }]);
  });

  it('reports the line whose bytes are no text, and reads the others', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Name,Year\nÉmile,1762\nÉva,1900\n'),
      Buffer.from([0xff, 0x81, 0x0a]),
    ]);
    expect((await open(Buffer.concat([bytes, Buffer.from('Emma,1815')]))).slice(1)).to.deep.equal([
      { line: 3, cells: { title: 'Éva', year: '1900' }, notes: [], names },
      { line: 4, fault: { ...rowSentences.notDecoded, parameters: { encoding: 'utf-8' } } },
      { line: 5, cells: { title: 'Emma', year: '1815' }, notes: [], names },
    ]);
  });

  it('refuses a folder and a missing file', async () => {
    const survey = (name: string) => surveyFile(name).catch((error: Error) => error.message);
    expect(await survey(folder)).to.equal('file is not a file. It is read twice, so it has to be one.');
    expect(await survey(path.join(folder, 'none'))).to.match(/no such file/);
  });
});
