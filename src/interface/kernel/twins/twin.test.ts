import { expect } from 'chai';
import { differingPaths } from './twin.js';

describe('The paths at which two meanings differ', () => {
  for (const [one, other, paths] of [
    [{ a: 1, b: { c: null } }, { a: 1, b: { c: null } }, []],
    [{ a: 1 }, { a: 2 }, ['$.a']],
    [{ a: 1 }, { a: '1' }, ['$.a']],
    [{ a: null }, { a: 0 }, ['$.a']],
    [{ a: { b: 1 } }, { a: { b: 2 } }, ['$.a.b']],
    [{ a: { b: 1 } }, { a: [1] }, ['$.a']],
    [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 3 }, { b: 4 }] }, ['$.a[].b']],
    [{ a: [1] }, { a: [1, 2] }, ['$.a']],
    [{ a: 1, b: 2 }, { b: 2, c: 3 }, []],
  ] as const) {
    it(`of ${JSON.stringify(one)} and ${JSON.stringify(other)} are ${JSON.stringify(paths)}`, () => {
      expect(differingPaths(one, other)).to.deep.equal(paths);
    });
  }
});
