import { expect } from 'chai';
import { toId, toKey } from './ids.js';

describe('An id of /v2', () => {
  it('decodes to its key, and to nothing as the id of another type, also from the cache', () => {
    for (const key of [1, 42, 2 ** 40, Number.MAX_SAFE_INTEGER, 1, 42]) {
      expect(toId('book', key)).to.not.equal(toId('copy', key));
      expect(toKey('book', toId('book', key))).to.equal(key);
      expect(toKey('loan', toId('book', key).replace('book_', 'loan_'))).to.equal(0);
    }
  });

  for (const id of ['', 'book_', 'book_1', 'loan_k3G7QAe5', 'book_85lE8AGrNJNUN', 'book_85lE8AGrNJNNNNU']) {
    it(`is refused when it was never issued: ${id}`, () => {
      expect(toKey('book', id)).to.equal(0);
    });
  }
});
