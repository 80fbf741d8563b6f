import { inject, injectable } from 'tsyringe';
import { PopularBooks } from '../../../application/circulation/statistics/popular-books.js';
import { ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { PopularQuery } from './list-query.js';
import { presentPopular } from './present.js';
import { PopularBookList } from './shapes.js';

/** The most borrowed books. */
@injectable()
export class PopularRoutes implements RouteGroup {
  constructor(@inject(PopularBooks) private readonly popular: PopularBooks) {}

  routes(): readonly Route[] {
    return [
      route({
        operationId: 'listPopularBooks',
        method: 'GET',
        path: '/books/popular',
        since: '2.2',
        summary: 'List the most borrowed books',
        description: 'Books with the same number of loans are sorted by id.',
        audience: 'anonymous',
        accepts: { query: PopularQuery },
        responds: { 200: PopularBookList },
        cache: { seconds: 60, tags: ['loan', 'book'] },
        handle: async ({ query }) => {
          const books = await this.popular.most(query.limit);
          return ok({ data: books.map(presentPopular), page: { nextCursor: null } });
        },
      }),
    ];
  }
}
