import { expect } from 'chai';
import fc from 'fast-check';
import { rowSentences } from '../../../application/catalogue/import/form/row-sentences.js';
import { inEnglish } from '../../../domain/kernel/sentence.js';
import { readRecords, type CsvRecord } from './csv-records.js';
import { delimiterOf } from './delimiter.js';
import type { TextLine } from './line-decoder.js';
import { physicalLines } from './lines.js';

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

async function* lines(...texts: string[]): AsyncGenerator<TextLine> {
  for await (const text of physicalLines(pieces(...texts))) yield { text };
}

async function read(...texts: string[]): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const record of readRecords(
    lines(...texts),
    (header, hint) => hint ?? delimiterOf(header, new Set()),
  ))
    records.push(record);
  return records;
}

/** The line number, and the cells or the fault. */
async function brief(text: string): Promise<unknown[]> {
  return (await read(text)).map((record) => [
    record.line,
    'fault' in record ? inEnglish(record.fault) : record.cells,
  ]);
}

const quotesKept = {
  kind: 'quotes kept',
  message: 'Quotation marks inside an unquoted cell were taken literally.',
} as const;
const mismatch = 'The quotation marks do not match.';

describe('Parsing CSV', () => {
  it('accepts commas, doubled quotation marks and line breaks inside of quoted cells', async () => {
    expect(await brief('a,b\n"1, 2","say ""hi"""\n"two\nlines",x\n3,4\n')).to.deep.equal([
      [1, ['a', 'b']],
      [2, ['1, 2', 'say "hi"']],
      [3, ['two\nlines', 'x']],
      [5, ['3', '4']],
    ]);
  });

  it('accepts the line ends of Unix, Windows and old Macintosh', async () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(await brief(['a,b', '1,2', '', '"x', 'y",4', ''].join(end)), JSON.stringify(end)).to.deep.equal([
        [1, ['a', 'b']],
        [2, ['1', '2']],
        [4, ['x\ny', '4']],
      ]);
  });

  it('trims cells and skips empty lines', async () => {
    expect(await brief('a , b\n\n  \n 1, "2, 3" \n')).to.deep.equal([
      [1, ['a', 'b']],
      [4, ['1', '2, 3']],
    ]);
  });

  it('reads the last line with or without an end', async () => {
    expect(await brief('a,b\n1,2')).to.deep.equal(await brief('a,b\n1,2\n'));
    expect(await brief('')).to.deep.equal([]);
  });

  it('gives the same result for any chunks of the text', async () => {
    const text =
      'a,b\r\n"1, 2","say ""hi"""\r\n\r\n"two\r\nlines",x\r\n5,"open\r\n6,7\r\n8,9"no\r\n10,11\r\n';
    const whole = await read(text);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length)), async (cuts) => {
        const places = [0, ...cuts.toSorted((one, other) => one - other), text.length];
        const parts = places.map((place, at) => text.slice(place, places[at + 1] ?? text.length));
        expect(await read(...parts)).to.deep.equal(whole);
      }),
    );
  });

  it('keeps a quotation mark inside of an unquoted cell, and adds a note', async () => {
    const records = await read('a,b\nNails, 6" long\nThe "Great" Gatsby,x\n');
    expect(records.slice(1)).to.deep.equal([
      { line: 2, cells: ['Nails', '6" long'], notes: [quotesKept] },
      { line: 3, cells: ['The "Great" Gatsby', 'x'], notes: [quotesKept] },
    ]);
    expect(records[0]).to.deep.include({ notes: [] });
  });

  it('reports a line with unmatched quotation marks, and continues with the next', async () => {
    expect(await brief('a,b\n"The "Great" Gatsby",x\n1,2\n"open,3\n"4",5\n6,"open again\n7,8')).to.deep.equal(
      [
        [1, ['a', 'b']],
        [2, mismatch],
        [3, ['1', '2']],
        [4, mismatch],
        [5, ['4', '5']],
        [6, mismatch],
        [7, ['7', '8']],
      ],
    );
  });

  it('reports a line with too few or too many cells', async () => {
    expect(await brief('a,b\n1\n1,2,3\n4,5')).to.deep.equal([
      [1, ['a', 'b']],
      [2, 'The number of cells is 1 where the header has 2.'],
      [3, 'The number of cells is 3 where the header has 2.'],
      [4, ['4', '5']],
    ]);
  });

  it('loses only one line of a long file to an unmatched quotation mark', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => `${at},x`);
    const records = await read(['a,b', '"open,x', ...rows].join('\n'));
    expect(records).to.have.lengthOf(5_002);
    expect(records.filter((record) => 'fault' in record)).to.deep.equal([
      { line: 2, fault: rowSentences.quotesOpen },
    ]);
  });

  it('drops a line that is too long, and keeps only its beginning in memory', async () => {
    const endless = Array.from({ length: 50 }, () => '"'.padEnd(100_000, 'x'));
    const records = await read('a,b\n1,', ...endless, '\n3,4\n');
    expect(records.slice(1)).to.deep.equal([
      { line: 2, fault: { ...rowSentences.tooLong, parameters: { maximum: 200_000 } } },
      { line: 3, cells: ['3', '4'], notes: [] },
    ]);
  });

  it('finds the separator in the header, or in a line that tells it', async () => {
    for (const separator of [',', ';', '\t', '|']) {
      const table = `a${separator}b\n"1${separator}",2\n`.replace('",', `"${separator}`);
      const expected = [
        ['a', 'b'],
        [`1${separator}`.trim(), '2'],
      ];
      expect(
        (await brief(table)).map((row) => (row as unknown[])[1]),
        separator,
      ).to.deep.equal(expected);
    }
    expect(await brief('sep=;\r\na,x;b\r\n1;2\r\n')).to.deep.equal([
      [2, ['a,x', 'b']],
      [3, ['1', '2']],
    ]);
    expect(await brief('"sep=|"\na|b\n')).to.deep.equal([[2, ['a', 'b']]]);
  });

  it('does not take a separator inside of quoted headers for one', async () => {
    expect(await brief('Title;"Last, first, middle"\nEmma;Austen, Jane\n')).to.deep.equal([
      [1, ['Title', 'Last, first, middle']],
      [2, ['Emma', 'Austen, Jane']],
    ]);
  });

  it('takes cells out of the wrapper of a spreadsheet, with the quotes of CSV or without', async () => {
    const rows = [
      '"=""0140449132""","="""""',
      '="0140449132",=""',
      '=0140449132,=""',
      '"=""a, """"b""""""",',
    ];
    expect((await brief(['a,b', ...rows, '="a,b",x'].join('\n'))).slice(1)).to.deep.equal([
      [2, ['0140449132', '']],
      [3, ['0140449132', '']],
      [4, ['0140449132', '']],
      [5, ['a, "b"', '']],
      [6, ['a,b', 'x']],
    ]);
    expect((await read('a,b\n="1",=""\n'))[1]).to.deep.include({ notes: [] });
  });

  it('keeps other formulas as text', async () => {
    expect((await brief('a,b\n=1+1,=A1\n'))[1]).to.deep.equal([2, ['=1+1', '=A1']]);
  });

  it('takes quotation marks literally in a file with tabs when they do not match', async () => {
    expect(await brief('a\tb\n"The "Great" Gatsby\tx\n"open\ty\n"quoted\ttab"\tz\n')).to.deep.equal([
      [1, ['a', 'b']],
      [2, ['"The "Great" Gatsby', 'x']],
      [3, ['"open', 'y']],
      [4, ['quoted\ttab', 'z']],
    ]);
  });
});
