import { expect } from 'chai';
import Sqids from 'sqids';
import { OpaqueIds } from './opaque-ids.js';

const frozen = { alphabet: 'k3G7QAe51FCsPW92uEOyq4Bg6Sp8YzVTmnU0liwDdHXLajZrfxNhobJIRcMvKt', minLength: 8 };
const types = { book: 1, import: 17 };
const keys = [
  ...Array.from({ length: 10_000 }, (_, index) => index + 1),
  ...Array.from({ length: 5_000 }, (_, index) => 9_999_991 * (index + 1)),
  Number.MAX_SAFE_INTEGER,
];

describe('An opaque id', () => {
  const ids = new OpaqueIds(types);
  const sqids = new Sqids(frozen);
  const unchecked = new Sqids({ ...frozen, blocklist: new Set() });

  for (const type of ['book', 'import'] as const) {
    it(`of the type ${type} is the one that sqids makes, without bad words`, () => {
      let bad = 0;
      for (const key of keys) {
        const numbers = [types[type], key];
        expect(ids.toId(type, key)).to.equal(`${type}_${sqids.encode(numbers)}`);
        if (sqids.encode(numbers) !== unchecked.encode(numbers)) bad++;
      }
      // Otherwise this test could not fail.
      expect(bad).to.be.at.least(5);
    });

    it(`of the type ${type} leads back to its key`, () => {
      for (const key of keys) expect(ids.toKey(type, ids.toId(type, key))).to.equal(key);
    });
  }

  it('that was made without a look at bad words is none', () => {
    const key = keys.find((each) => sqids.encode([1, each]) !== unchecked.encode([1, each])) ?? 0;
    expect(key).to.be.above(0);
    expect(ids.toKey('book', `book_${unchecked.encode([1, key])}`)).to.equal(0);
  });
});
