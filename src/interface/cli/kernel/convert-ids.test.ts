import { expect } from 'chai';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { toId } from '../../v2/ids.js';
import { convertId, convertIds, type ConvertOptions } from './convert-ids.js';

async function converted(input: string, options: ConvertOptions): Promise<string> {
  const target = new PassThrough();
  const written = text(target);
  await convertIds(Readable.from([input]), options, target);
  target.end();
  return written;
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no failure',
    (error: Error) => error.message,
  );
}

describe('Converting ids', () => {
  for (const [type, ofV2] of [
    ['book', 'book'],
    ['user', 'patron'],
    ['loan', 'loan'],
  ] as const) {
    it(`makes the id of /v2 of a ${type} out of the number, and the number out of that id`, () => {
      for (const key of [1, 7, 123_456_789]) {
        const pair = { v1: String(key), v2: toId(ofV2, key) };
        expect(convertId(String(key), type)).to.deep.equal(pair);
        expect(convertId(pair.v2)).to.deep.equal(pair);
      }
    });
  }

  for (const wrong of ['0', '-1', '1.5', '99999999999999999', 'book_', 'book_zzzzzzzz', 'copy_1', 'x']) {
    it(`refuses ${wrong}`, () => {
      expect(() => convertId(wrong, 'book')).to.throw(`"${wrong}" is no id of a book.`);
    });
  }

  it('refuses an id of another type', () => {
    expect(() => convertId(toId('loan', 1), 'book')).to.throw('is no id of a book.');
  });

  it('refuses a number without a type', () => {
    expect(() => convertId('1')).to.throw('--type must say what the numbers are the ids of.');
  });

  it('writes one id a line as CSV with both', async () => {
    expect(await converted('1\n\n2\n', { type: 'book' })).to.equal(
      `v1_id,v2_id\n1,${toId('book', 1)}\n2,${toId('book', 2)}\n`,
    );
  });

  it('adds both ids to the rows of a CSV file, and leaves empty cells empty', async () => {
    const input = '\uFEFFnote,reader\n"a, b",3\nc,\n';
    expect(await converted(input, { type: 'user', column: 'reader' })).to.equal(
      `note,reader,v1_id,v2_id\n"a, b",3,3,${toId('patron', 3)}\nc,,,\n`,
    );
  });

  it('says which row has no id', async () => {
    expect(await failureOf(converted('1\nx\n', { type: 'book' }))).to.equal('Row 2: "x" is no id of a book.');
  });

  it('refuses a column that the input does not have', async () => {
    expect(await failureOf(converted('a\n1\n', { type: 'book', column: 'b' }))).to.equal(
      'The input has no column "b".',
    );
  });
});
