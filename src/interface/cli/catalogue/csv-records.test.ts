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

/** Line number, and the cells or what is wrong. */
async function brief(text: string): Promise<unknown[]> {
  return (await read(text)).map((record) => [record.line, 'fault' in record ? record.fault : record.cells]);
}

const mismatch = 'The quotation marks do not match.';

describe('Reading CSV', () => {
  it('takes commas, doubled quotation marks and line breaks inside of quoted cells', async () => {
    expect(await brief('a,b\n"1, 2","say ""hi"""\n"two\nlines",x\n3,4\n')).to.deep.equal([
      [1, ['a', 'b']],
      [2, ['1, 2', 'say "hi"']],
      [3, ['two\nlines', 'x']],
      [5, ['3', '4']],
    ]);
  });

  it('knows the line ends of Unix, Windows and old Macintosh', async () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(await brief(['a,b', '1,2', '', '"x', 'y",4', ''].join(end)), JSON.stringify(end)).to.deep.equal([
        [1, ['a', 'b']],
        [2, ['1', '2']],
        [4, ['x\ny', '4']],
      ]);
  });

  it('drops white space around cells and passes over empty lines', async () => {
    expect(await brief('a , b\n\n  \n 1, "2, 3" \n')).to.deep.equal([
      [1, ['a', 'b']],
      [4, ['1', '2, 3']],
    ]);
  });

  it('reads the last line with or without an end', async () => {
    expect(await brief('a,b\n1,2')).to.deep.equal(await brief('a,b\n1,2\n'));
    expect(await brief('')).to.deep.equal([]);
  });

  it('reads the same however the text is cut into pieces', async () => {
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

  it('lets a quotation mark inside of a bare cell stand for itself, and says so', async () => {
    const records = await read('a,b\nNails, 6" long\nThe "Great" Gatsby,x\n');
    expect(records.slice(1)).to.deep.equal([
      { line: 2, cells: ['Nails', '6" long'], quotesKept: true },
      { line: 3, cells: ['The "Great" Gatsby', 'x'], quotesKept: true },
    ]);
    expect(records[0]).to.include({ quotesKept: false });
  });

  it('tells a line whose quotation marks do not match, and reads on with the next', async () => {
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

  it('tells a line with too few or too many cells', async () => {
    expect(await brief('a,b\n1\n1,2,3\n4,5')).to.deep.equal([
      [1, ['a', 'b']],
      [2, 'The number of cells is 1 where the header has 2.'],
      [3, 'The number of cells is 3 where the header has 2.'],
      [4, ['4', '5']],
    ]);
  });

  it('loses one line of a long file to a mark that nobody closes', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => `${at},x`);
    const records = await read(['a,b', '"open,x', ...rows].join('\n'));
    expect(records).to.have.lengthOf(5_002);
    expect(records.filter((record) => 'fault' in record)).to.deep.equal([{ line: 2, fault: mismatch }]);
  });

  it('gives up a line without end, and keeps none of it in memory but the beginning', async () => {
    const endless = Array.from({ length: 50 }, () => '"'.padEnd(100_000, 'x'));
    const records = await read('a,b\n1,', ...endless, '\n3,4\n');
    expect(records.slice(1)).to.deep.equal([
      { line: 2, fault: 'The line is longer than 200000 characters.' },
      { line: 3, cells: ['3', '4'], quotesKept: false },
    ]);
  });
});
