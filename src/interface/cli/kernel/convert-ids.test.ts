import { expect } from 'chai';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
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
  // As `/v2` answers them for ever.
  for (const [type, v1, v2] of [
    ['book', '1', 'book_zAg8DBn0'],
    ['book', '123456789', 'book_QzHwVV5N'],
    ['user', '7', 'patron_JvxEvnQm'],
    ['loan', '7', 'loan_gjqRX3vz'],
  ] as const) {
    it(`makes ${v2} of the number ${v1} of a ${type}, and the number of that id`, () => {
      expect(convertId(v1, type)).to.deep.equal({ v1, v2 });
      expect(convertId(v2)).to.deep.equal({ v1, v2 });
      expect(convertId(v2, type)).to.deep.equal({ v1, v2 });
    });
  }

  for (const wrong of ['0', '-1', '1.5', '99999999999999999', 'book_', 'book_zzzzzzzz', 'copy_1', 'x']) {
    it(`refuses ${wrong}`, () => {
      expect(() => convertId(wrong, 'book')).to.throw(`"${wrong}" is no id of a book.`);
    });
  }

  it('refuses an id of another type', () => {
    expect(() => convertId('loan_bQ7dNCLc', 'book')).to.throw('is no id of a book.');
  });

  it('refuses a number without a type', () => {
    expect(() => convertId('1')).to.throw('--type must say what the numbers are the ids of.');
  });

  it('writes one id a line as CSV with both', async () => {
    expect(await converted('1\n\n2\n', { type: 'book' })).to.equal(
      'v1_id,v2_id\n1,book_zAg8DBn0\n2,book_tFdQbyXG\n',
    );
  });

  it('adds both ids to the rows of a CSV file, and leaves empty cells empty', async () => {
    const input = '\uFEFFnote,reader\n"a, b",3\nc,\n';
    expect(await converted(input, { type: 'user', column: 'reader' })).to.equal(
      'note,reader,v1_id,v2_id\n"a, b",3,3,patron_fFmsYedc\nc,,,\n',
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
