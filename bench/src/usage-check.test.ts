import { expect } from 'chai';
import { callsSince, sumOf } from './usage-check.js';

describe('The counted calls', () => {
  it('are those that were added', () => {
    const before = { 'program:node getBook 2xx': 3, 'program:node listBooks 2xx': 1 };
    const after = { ...before, 'program:node getBook 2xx': 5, 'account:2 returnCopy 2xx': 1 };
    expect(callsSince(before, after)).to.deep.equal({
      'program:node getBook 2xx': 2,
      'account:2 returnCopy 2xx': 1,
    });
    expect(sumOf(after)).to.equal(7);
  });
});
