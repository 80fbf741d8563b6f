import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { PopularBooks } from '../../../application/circulation/statistics/popular-books.js';
import { toId } from '../ids.js';
import { PopularRoutes } from './popular-routes.js';

describe('listPopularBooks of v2', () => {
  let popular: SinonStubbedInstance<PopularBooks>;
  let routes: PopularRoutes;

  beforeEach(() => {
    popular = sinon.createStubInstance(PopularBooks);
    popular.most.resolves([]);
    routes = new PopularRoutes(popular);
  });
  afterEach(() => sinon.restore());

  it('is public, came with 2.2, and may be cached until a loan or a book changes', () => {
    const { audience, since, cache } = routeOf(routes, 'listPopularBooks');
    expect([audience, since]).to.deep.equal(['anonymous', '2.2']);
    expect(cache).to.deep.equal({ seconds: 60, tags: ['loan', 'book'] });
  });

  it('queries ten books by default, and as many as requested', async () => {
    await call(routes, 'listPopularBooks');
    await call(routes, 'listPopularBooks', { query: { limit: '100' } });
    expect(popular.most.args).to.deep.equal([[10], [100]]);
  });

  for (const limit of ['0', '101', 'ten']) {
    it(`refuses the limit ${limit}`, async () => {
      const codes = await codesOf(() => call(routes, 'listPopularBooks', { query: { limit } }));
      expect(codes).to.deep.equal(['request.validation_failed']);
      expect(popular.most.called).to.equal(false);
    });
  }

  it('answers each book with its authors and the number of its loans, on one page', async () => {
    const makers = ['Terry Pratchett', 'Neil Gaiman'];
    popular.most.resolves([{ bookId: 7, title: 'Good Omens', makers, loans: 42 }]);
    const { body } = await call(routes, 'listPopularBooks');
    expect(body).to.deep.equal({
      data: [{ bookId: toId('book', 7), title: 'Good Omens', authors: makers, loans: 42 }],
      page: { nextCursor: null },
    });
  });
});
