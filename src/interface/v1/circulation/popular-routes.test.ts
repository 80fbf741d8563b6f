import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { PopularBooks } from '../../../application/circulation/statistics/popular-books.js';
import { v2Id } from '../ids-in-v2.js';
import { PopularRoutes } from './popular-routes.js';

describe('listPopularBooks of v1', () => {
  let popular: SinonStubbedInstance<PopularBooks>;
  let routes: PopularRoutes;

  beforeEach(() => {
    popular = sinon.createStubInstance(PopularBooks);
    popular.most.resolves([]);
    routes = new PopularRoutes(popular);
  });
  afterEach(() => sinon.restore());

  it('is public, and may be cached until a loan or a book changes', () => {
    const { audience, cache } = routeOf(routes, 'listPopularBooks');
    expect(audience).to.equal('anonymous');
    expect(cache).to.deep.equal({ seconds: 60, tags: ['loan', 'book'] });
  });

  it('queries ten books by default', async () => {
    await call(routes, 'listPopularBooks');
    expect(popular.most.args).to.deep.equal([[10]]);
  });

  it('queries as many books as requested', async () => {
    await call(routes, 'listPopularBooks', { query: { limit: '100' } });
    expect(popular.most.args).to.deep.equal([[100]]);
  });

  for (const limit of ['0', '101', 'ten', '1e1']) {
    it(`refuses the limit ${limit}`, async () => {
      const codes = await codesOf(() => call(routes, 'listPopularBooks', { query: { limit } }));
      expect(codes).to.deep.equal(['request.validation_failed']);
      expect(popular.most.called).to.equal(false);
    });
  }

  it('answers each book with its contributors in one text, null without any', async () => {
    popular.most.resolves([
      { bookId: 7, title: 'Good Omens', makers: ['Terry Pratchett', 'Neil Gaiman'], loans: 42 },
      { bookId: 8, title: 'Beowulf', makers: [], loans: 41 },
    ]);
    expect(await call(routes, 'listPopularBooks')).to.deep.equal({
      status: 200,
      headers: {},
      body: [
        {
          book_id: 7,
          v2_id: v2Id('book', 7),
          title: 'Good Omens',
          author: 'Terry Pratchett, Neil Gaiman',
          loans: 42,
        },
        { book_id: 8, v2_id: v2Id('book', 8), title: 'Beowulf', author: null, loans: 41 },
      ],
    });
  });
});
