import { expect } from 'chai';
import { unlessAbsent } from './unless-absent.js';

describe('A value that may be absent', () => {
  it('is converted when it is there, also when it is empty', () => {
    expect(['2', '0', ''].map((text) => unlessAbsent(text, Number))).to.deep.equal([2, 0, 0]);
  });

  it('stays null or undefined otherwise', () => {
    expect([null, undefined].map((none) => unlessAbsent(none, String))).to.deep.equal([null, undefined]);
  });
});
