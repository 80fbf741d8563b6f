import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { LoanCounts } from './loan-counts.js';
import { PopularBooks } from './popular-books.js';
import type { Titles } from '../titles.js';

/** Books 1 to n, each borrowed less often than the one before it. */
const counted = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ bookId: at + 1, loans: 100 - at }));

describe('The popular books', () => {
  let counts: SinonStubbedInstance<LoanCounts>;
  let titles: SinonStubbedInstance<Titles>;
  let popular: PopularBooks;
  let givenUp: Set<number>;
  let borrowed: number;

  beforeEach(() => {
    counts = stubOf<LoanCounts>('most');
    titles = stubOf<Titles>('of');
    givenUp = new Set();
    borrowed = 10;
    counts.most.callsFake((limit) => Promise.resolve(counted(Math.min(limit, borrowed))));
    // The order is not promised: here the last one comes first.
    titles.of.callsFake((ids) =>
      Promise.resolve(
        ids
          .filter((bookId) => !givenUp.has(bookId))
          .map((bookId) => ({ bookId, title: `Book ${bookId}`, makers: ['Ada'] }))
          .toReversed(),
      ),
    );
    popular = new PopularBooks(counts, titles);
  });

  const ids = async (limit: number): Promise<number[]> =>
    (await popular.most(limit)).map(({ bookId }) => bookId);

  it('have the titles of the catalogue and the counts of the loans', async () => {
    expect(await popular.most(1)).to.deep.equal([
      { bookId: 1, title: 'Book 1', makers: ['Ada'], loans: 100 },
    ]);
  });

  it('are sorted by the number of loans, whatever the order of their titles', async () => {
    expect(await ids(3)).to.deep.equal([1, 2, 3]);
  });

  it('replace deleted books with the next ones', async () => {
    givenUp = new Set([1, 3]);
    expect(await ids(3)).to.deep.equal([2, 4, 5]);
  });

  it('are fewer than requested when no more were borrowed', async () => {
    borrowed = 2;
    expect(await ids(3)).to.deep.equal([1, 2]);
  });

  it('are never more than requested', async () => {
    givenUp = new Set([1]);
    expect(await ids(2)).to.deep.equal([2, 3]);
  });
});
