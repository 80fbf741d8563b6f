import { expect } from 'chai';
import fc from 'fast-check';
import { readRecords, type CsvRecord } from './csv-records.js';

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

async function read(...texts: string[]): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const record of readRecords(pieces(...texts))) records.push(record);
  return records;
}

/** The line number, and the cells or the fault. */
async function brief(text: string): Promise<unknown[]> {
  return (await read(text)).map((record) => [record.line, 'fault' in record ? record.fault : record.cells]);
}

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
      { line: 2, cells: ['Nails', '6" long'], quotesKept: true },
      { line: 3, cells: ['The "Great" Gatsby', 'x'], quotesKept: true },
    ]);
    expect(records[0]).to.include({ quotesKept: false });
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
    expect(records.filter((record) => 'fault' in record)).to.deep.equal([{ line: 2, fault: mismatch }]);
  });

  it('drops a line that is too long, and keeps only its beginning in memory', async () => {
    const endless = Array.from({ length: 50 }, () => '"'.padEnd(100_000, 'x'));
    const records = await read('a,b\n1,', ...endless, '\n3,4\n');
    expect(records.slice(1)).to.deep.equal([
      { line: 2, fault: 'The line is longer than 200000 characters.' },
      { line: 3, cells: ['3', '4'], quotesKept: false },
    ]);
  });
});
