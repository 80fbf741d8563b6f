import { expect } from 'chai';
import fc from 'fast-check';
import { yearsIn } from './year.js';

describe('The years in a text', () => {
  const written: Readonly<Record<string, number[]>> = {
    '2019-03-05T01:00:00+01:00': [2019],
    '2019-03-05T01:00:00.1234+0100': [2019],
    '2019-03-05 12:00': [2019],
    '01/01/2000': [2000],
    '2024/05/06': [2024],
    '5.6.1987': [1987],
    '1987.06.05': [1987],
    'March 5, 1998': [1998],
    c1999: [1999],
    '©1999': [1999],
    'c. 1900': [1900],
    '[1999?]': [1999],
    '1999.': [1999],
    '1999-': [1999],
    '１９９７': [1997],
    '1999, c1999': [1999],
    '1998, c1999': [1998, 1999],
    '1999-2001': [1999, 2001],
    '750 BCE': [-750],
    '44 B.C.': [-44],
    '01/01/00': [],
    '0101-01-01T00:00:00+00:00': [],
    '20260101': [],
    '1997.5': [],
    '199-?': [],
    'n.d.': [],
    '': [],
  };
  for (const [text, years] of Object.entries(written)) {
    it(`are ${JSON.stringify(years)} in "${text}"`, () => {
      expect(yearsIn(text)).to.deep.equal(years);
    });
  }

  it('are found between any other characters than digits', () => {
    const around = fc
      .string({ unit: 'grapheme', maxLength: 10 })
      .filter((text) => !/\p{N}/u.test(text.normalize('NFKC')));
    fc.assert(
      fc.property(around, fc.integer({ min: 1_000, max: 2_100 }), around, (before, year, after) => {
        fc.pre(!/b\s*c/iu.test(after));
        expect(yearsIn(`${before}${year}${after}`)).to.deep.equal([year]);
      }),
    );
  });
});
