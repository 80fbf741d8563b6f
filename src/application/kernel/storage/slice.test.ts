import { expect } from 'chai';
import { sliceOf } from './slice.js';

const rows = ['a', 'b', 'c'].map((title) => ({ title, place: [title, 1] }));

describe('A page of rows', () => {
  it('has at most the requested number of rows, without their sort keys', () => {
    expect(sliceOf(rows, 2).items).to.deep.equal([{ title: 'a' }, { title: 'b' }]);
  });

  it('continues after its last row when one more was read', () => {
    expect(sliceOf(rows, 2).next).to.deep.equal(['b', 1]);
  });

  it('has no next page when no more was read', () => {
    expect(sliceOf(rows, 3).next).to.equal(undefined);
    expect(sliceOf([], 3)).to.deep.equal({ items: [], next: undefined });
  });
});
