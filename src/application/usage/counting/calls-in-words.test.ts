import { expect } from 'chai';
import { callsInWords } from './calls-in-words.js';

describe('A number of calls', () => {
  it('has a plural for all numbers but one', () => {
    expect([0, 1, 2, 21].map((calls) => callsInWords(calls))).to.deep.equal([
      '0 calls',
      '1 call',
      '2 calls',
      '21 calls',
    ]);
  });

  it('is written as it is given', () => {
    expect(callsInWords(1_000, '1 000')).to.equal('1 000 calls');
  });
});
