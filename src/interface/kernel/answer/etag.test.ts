import { expect } from 'chai';
import { revisionIn, revisionTag } from './etag.js';

describe('The ETag of a revision', () => {
  it('contains the revision and the minor, in quotes', () => {
    expect(revisionTag(7, '2.1')).to.equal('"r7-v2.1"');
  });

  it('differs between minors and versions, but has the same revision in each', () => {
    const tags = ['1.0', '1.1', '2.0'].map((minor) => revisionTag(42, minor));
    expect(new Set(tags).size).to.equal(3);
    expect(tags.map(revisionIn)).to.deep.equal([42, 42, 42]);
  });

  it('may depend on more than the revision, which it still contains', () => {
    const tag = revisionTag(7, '1.0', '3.2');
    expect(tag).to.equal('"r7-v1.0-3.2"');
    expect(revisionIn(tag)).to.equal(7);
  });

  it('is the newest one of a list, the only one that the current state can have', () => {
    expect(revisionIn('"r7-v2.0", "r8-v1.1" ,"abc"')).to.equal(8);
  });

  for (const nothing of ['', ' ', '*']) {
    it(`is missing in ${JSON.stringify(nothing)}`, () => {
      expect(revisionIn(nothing)).to.equal(undefined);
    });
  }

  const others = ['r7-v2.1', 'W/"r7-v2.1"', '"r7"', '"r-7-v2.0"', '"r7-v2"', '"abc"', '"abc", W/"r7-v2.0"'];
  for (const other of [...others, `"r${'9'.repeat(16)}-v2.0"`]) {
    it(`matches no revision in ${JSON.stringify(other)}`, () => {
      expect(revisionIn(other)).to.equal(0);
    });
  }
});
