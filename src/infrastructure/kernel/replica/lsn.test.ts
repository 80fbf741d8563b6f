import { expect } from 'chai';
import fc from 'fast-check';
import { latestLsn, firstLsn, parseLsn } from './lsn.js';

describe('A WAL position', () => {
  it('is after all earlier positions', () => {
    const half = fc.nat(0xffff_ffff);
    fc.assert(
      fc.property(half, half, half, half, (a, b, c, d) => {
        const [one, two] = [parseLsn(`${hex(a)}/${hex(b)}`), parseLsn(`${hex(c)}/${hex(d)}`)];
        expect(one < two).to.equal(a < c || (a === c && b < d));
        expect(latestLsn([one, two])).to.equal(one < two ? two : one);
        expect(one >= firstLsn).to.equal(true);
      }),
    );
  });

  it('is not any other text', () => {
    for (const text of ['', '1', '1/2/3', 'x/1', '123456789/0'])
      expect(() => parseLsn(text), text).to.throw('not a position');
  });
});

const hex = (number: number): string => number.toString(16).toUpperCase();
