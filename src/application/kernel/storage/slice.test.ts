import { expect } from 'chai';
import { sliceOf } from './slice.js';

const rows = ['a', 'b', 'c'].map((title) => ({ title, place: [title, 1] }));

describe('A slice of rows', () => {
  it('has no more rows than are wanted, without their places', () => {
    expect(sliceOf(rows, 2).items).to.deep.equal([{ title: 'a' }, { title: 'b' }]);
  });

  it('goes on behind its last row when one more was read', () => {
    expect(sliceOf(rows, 2).next).to.deep.equal(['b', 1]);
  });

  it('goes nowhere when no more was read', () => {
    expect(sliceOf(rows, 3).next).to.equal(undefined);
    expect(sliceOf([], 3)).to.deep.equal({ items: [], next: undefined });
  });
});
