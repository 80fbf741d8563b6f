import { expect } from 'chai';
import { ratios, rotated, slopeOf, spreadOf } from './statistics.js';

describe('The arithmetic of the bench', () => {
  it('takes the median figure, or the mean of the two median ones', () => {
    expect(spreadOf([5, 1, 3])).to.deep.equal({ min: 1, median: 3, max: 5 });
    expect(spreadOf([4, 1, 2, 100])).to.deep.equal({ min: 1, median: 3, max: 100 });
    expect(spreadOf([7])).to.deep.equal({ min: 7, median: 7, max: 7 });
    expect(() => spreadOf([])).to.throw('has no spread');
  });

  it('compares round by round, so that a slow round of both changes nothing', () => {
    expect(ratios([10, 40, 20], [10, 20, 10])).to.deep.equal({ min: 1, median: 2, max: 2 });
    expect(() => ratios([1], [1, 2])).to.throw('for every round');
  });

  it('lets every server be first once', () => {
    expect([0, 1, 2, 3].map((round) => rotated(['a', 'b', 'c'], round).join(''))).to.deep.equal([
      'abc',
      'bca',
      'cab',
      'abc',
    ]);
    expect(rotated([], 2)).to.deep.equal([]);
  });

  it('computes the growth rate, whatever the initial value', () => {
    const points = [1, 2, 3, 4].map((x) => ({ x, y: 100 + 2.5 * x }));
    expect(slopeOf(points)).to.be.closeTo(2.5, 1e-9);
    expect(slopeOf(points.map(({ x }) => ({ x, y: 7 })))).to.equal(0);
  });
});
