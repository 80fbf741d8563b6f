import { expect } from 'chai';
import fc from 'fast-check';
import { formatLimit, parseLimit } from './limit.js';

describe('A limit', () => {
  const readings = {
    '5 per 10 minute': { points: 5, seconds: 600 },
    '5 per 10 minutes': { points: 5, seconds: 600 },
    '5 per minute': { points: 5, seconds: 60 },
    '1 per 1 second': { points: 1, seconds: 1 },
    '30 per 2 hours': { points: 30, seconds: 7_200 },
    '200 per day': { points: 200, seconds: 86_400 },
  };
  for (const [text, limit] of Object.entries(readings)) {
    it(`reads "${text}"`, () => expect(parseLimit(text)).to.deep.equal(limit));
  }

  for (const text of [
    '',
    '5',
    '0 per day',
    '5 per 0 days',
    '-5 per day',
    '1.5 per day',
    '5 per week',
    '5/day',
  ]) {
    it(`refuses "${text}"`, () => expect(() => parseLimit(text)).to.throw(RangeError));
  }

  it('is formatted in the largest unit that fits', () => {
    expect(formatLimit({ points: 5, seconds: 600 })).to.equal('5 per 10 minutes');
    expect(formatLimit({ points: 200, seconds: 86_400 })).to.equal('200 per day');
    expect(formatLimit({ points: 7, seconds: 61 })).to.equal('7 per 61 seconds');
  });

  it('is the same after it is formatted and parsed again', () => {
    const limits = fc.record({
      points: fc.integer({ min: 1, max: 1e6 }),
      seconds: fc.integer({ min: 1, max: 9_999 }),
    });
    fc.assert(
      fc.property(limits, (limit) => void expect(parseLimit(formatLimit(limit))).to.deep.equal(limit)),
    );
  });
});
