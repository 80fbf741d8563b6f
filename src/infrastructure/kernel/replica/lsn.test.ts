import { expect } from 'chai';
import fc from 'fast-check';
import { latest, theBeginning, walPosition } from './lsn.js';

describe('A place in the log of changes', () => {
  it('comes after all that were written before it', () => {
    const half = fc.nat(0xffff_ffff);
    fc.assert(
      fc.property(half, half, half, half, (a, b, c, d) => {
        const [one, two] = [walPosition(`${hex(a)}/${hex(b)}`), walPosition(`${hex(c)}/${hex(d)}`)];
        expect(one < two).to.equal(a < c || (a === c && b < d));
        expect(latest([one, two])).to.equal(one < two ? two : one);
        expect(one >= theBeginning).to.equal(true);
      }),
    );
  });

  it('is nothing else', () => {
    for (const text of ['', '1', '1/2/3', 'x/1', '123456789/0'])
      expect(() => walPosition(text), text).to.throw('no place');
  });
});

const hex = (number: number): string => number.toString(16).toUpperCase();
