import { expect } from 'chai';
import fc from 'fast-check';
import { isbnsIn, readIsbn, repairIsbn } from './isbn.js';

const fault = (given: string): unknown => ('fault' in readIsbn(given) ? readIsbn(given) : given);

/** Any valid ISBN-10 that does or does not end in X, made by trying the eleven check characters. */
const isbn10 = fc
  .stringMatching(/^\d{9}$/)
  .map(
    (body) =>
      [...'0123456789X'].map((check) => body + check).find((text) => 'isbn13' in readIsbn(text)) ?? '',
  );
const isbn13 = fc
  .stringMatching(/^(?:978\d|979[1-9])\d{8}$/)
  .map(
    (body) => [...'0123456789'].map((check) => body + check).find((text) => 'isbn13' in readIsbn(text)) ?? '',
  );

describe('Parsing an ISBN', () => {
  it('returns the thirteen digits of an ISBN-10 with their own check digit', () => {
    expect(readIsbn('0306406152')).to.deep.equal({ isbn13: '9780306406157' });
    expect(readIsbn('0198526636')).to.deep.equal({ isbn13: '9780198526636' });
  });

  it('accepts an ISBN-13 of both prefixes', () => {
    expect(readIsbn('9780306406157')).to.deep.equal({ isbn13: '9780306406157' });
    expect(readIsbn('9791034735488')).to.deep.equal({ isbn13: '9791034735488' });
  });

  it('accepts hyphens, similar characters and spaces anywhere', () => {
    for (const given of [
      '978-0-306-40615-7',
      ' 978 0 306 40615 7 ',
      '978‐0‑306–40615—7',
      '0-306-40615-2\u00A0',
    ])
      expect(readIsbn(given), given).to.deep.equal({ isbn13: '9780306406157' });
  });

  it('accepts the X in either case, and only as the last character of ten', () => {
    expect(readIsbn('080442957X')).to.deep.equal({ isbn13: '9780804429573' });
    expect(readIsbn('0-8044-2957-x')).to.deep.equal({ isbn13: '9780804429573' });
    for (const given of ['08044X9572', 'X804429570', '978080442957X'])
      expect(fault(given), given).to.deep.equal({ fault: 'not_an_isbn' });
  });

  it('refuses 979-0, which is printed music, and accepts 979-1', () => {
    expect(readIsbn('979-0-2600-0043-8')).to.deep.equal({ fault: 'ismn_prefix' });
    expect(readIsbn('979-10-90636-07-1')).to.deep.equal({ isbn13: '9791090636071' });
  });

  it('refuses a wrong check digit', () => {
    expect(readIsbn('0306406153')).to.deep.equal({ fault: 'check_digit' });
    expect(readIsbn('9780306406158')).to.deep.equal({ fault: 'check_digit' });
    expect(readIsbn('0804429570')).to.deep.equal({ fault: 'check_digit' });
  });

  it('refuses any other form', () => {
    const others = [
      '',
      '306406152',
      '97803064061577',
      '9770306406157',
      '٠٣٠٦٤٠٦١٥٢',
      'ISBN 0306406152',
      '030640615Y',
    ];
    for (const given of others) expect(fault(given), given).to.deep.equal({ fault: 'not_an_isbn' });
  });

  it('never accepts scientific notation', () => {
    for (const given of ['9.78043902348e+12', '9.78043902348E+12', '9780439023e3', '9.78E12', '4.39023483e8'])
      expect(fault(given), given).to.deep.equal({ fault: 'not_an_isbn' });
  });

  it('detects every single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.oneof(isbn10, isbn13),
        fc.nat(12),
        fc.integer({ min: 1, max: 9 }),
        (valid, place, shift) => {
          const at = place % valid.length;
          fc.pre(valid[at] !== 'X');
          const wrong = String((Number(valid[at]) + shift) % 10);
          const damaged = valid.slice(0, at) + wrong + valid.slice(at + 1);
          expect('fault' in readIsbn(damaged), `${valid} as ${damaged}`).to.equal(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('detects every two swapped neighbours in an ISBN-10', () => {
    fc.assert(
      fc.property(isbn10, fc.nat(7), (valid, at) => {
        fc.pre(valid[at] !== valid[at + 1]);
        const damaged = valid.slice(0, at) + valid[at + 1] + valid[at] + valid.slice(at + 2);
        expect(readIsbn(damaged), `${valid} as ${damaged}`).to.deep.equal({ fault: 'check_digit' });
      }),
    );
  });

  it('returns thirteen digits unchanged', () => {
    fc.assert(
      fc.property(isbn10, (valid) => {
        const first = readIsbn(valid);
        expect('isbn13' in first && readIsbn(first.isbn13)).to.deep.equal(first);
      }),
    );
  });
});

describe('Repairing an ISBN', () => {
  it('restores one, two or three zeros when the check digit then fits', () => {
    expect(repairIsbn('439023483')).to.equal('0439023483');
    expect(repairIsbn('61120081')).to.equal('0061120081');
    expect(repairIsbn('7117264')).to.equal('0007117264');
    expect(repairIsbn(' 80442957x ')).to.equal('080442957X');
  });

  it('restores the lost zeros of any ISBN-10', () => {
    const beginsWithZero = isbn10.map((text) => `0${text.slice(1, 9)}`);
    fc.assert(
      fc.property(beginsWithZero, (body) => {
        const valid =
          [...'0123456789X'].map((check) => body + check).find((text) => 'isbn13' in readIsbn(text)) ?? '';
        const bare = valid.replace(/^0+/, '');
        fc.pre(bare.length >= 7);
        expect(repairIsbn(bare)).to.equal(valid);
      }),
    );
  });

  it('does not change a number whose check digit does not fit', () => {
    expect(repairIsbn('439023484')).to.equal(undefined);
    expect(repairIsbn('61120082')).to.equal(undefined);
  });

  it('does not change a number that lost no zeros or too many, or other text', () => {
    for (const given of [
      '0439023483',
      '4390234830',
      '9780439023481',
      '19',
      '0',
      '',
      '4.39023483e8',
      '43-902348-3',
    ])
      expect(repairIsbn(given), given).to.equal(undefined);
  });

  it('never makes an ISBN of scientific notation', () => {
    for (const given of ['9.78043902348e+12', '4.4e+08', '1e9', '439023e3'])
      expect(repairIsbn(given), given).to.equal(undefined);
  });
});

describe('The ISBNs in a text', () => {
  const found = (text: string) => isbnsIn(text).map(({ isbn13: each }) => each);

  const one: readonly string[] = [
    '[0140449132]',
    '0140449132 (pbk.)',
    'ISBN 0-14-044913-2',
    'ISBN-10: 0-14-044913-2',
    'ISBN-13: 978-0-14-044913-6',
    'ISBN9780140449136',
    '9780140449136.0',
    '="9780140449136"',
    "'9780140449136",
    '\t9780140449136\r\n',
    '978 0 14 044913 6 : £8.99',
    'urn:isbn:9780140449136',
    '9780140449136pbk',
    '９７８０１４０４４９１３６',
    '0140449132, 9780140449136',
  ];
  for (const text of one)
    it(`are one in ${JSON.stringify(text)}`, () => {
      expect(found(text)).to.deep.equal(['9780140449136']);
    });

  it('are in their order, each with the part of the text that it is', () => {
    expect(isbnsIn('080442957x; 978-0-14-044913-6 and 0140449132')).to.deep.equal([
      { given: '080442957x', isbn13: '9780804429573' },
      { given: '978-0-14-044913-6', isbn13: '9780140449136' },
    ]);
    expect(found('0140449132 9780804429573\n9790260000438')).to.deep.equal([
      '9780140449136',
      '9780804429573',
    ]);
  });

  for (const text of [
    '',
    'none',
    '0140449133',
    '978-0-14-044913-0',
    '978 0 14 044913 2',
    '10140449132',
    '0-14-044913-2-1',
  ])
    it(`are none in ${JSON.stringify(text)}`, () => {
      expect(found(text)).to.deep.equal([]);
    });

  it('are found with anything around them that is neither digit nor hyphen', () => {
    const around = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/[\p{N}\p{L}\p{M}\u00AD\u2010-\u2015-]/u.test(text.normalize('NFKC')));
    fc.assert(
      fc.property(around, fc.oneof(isbn10, isbn13), around, (before, isbn, after) => {
        const reading = readIsbn(isbn);
        expect(isbnsIn(before + isbn + after)).to.deep.equal([{ given: isbn, ...reading }]);
      }),
    );
  });
});
