import { inject, injectable } from 'tsyringe';
import { PopularBooks } from '../../../application/circulation/statistics/popular-books.js';
import { ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { presentPopular } from './present.js';
import { PopularBookV1, PopularQuery } from './shapes.js';

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
        since: '1.0',
        summary: 'List the most borrowed books',
        audience: 'anonymous',
        accepts: { query: PopularQuery },
        responds: { 200: { listOf: PopularBookV1 } },
        cache: { seconds: 60, tags: ['loan', 'book'] },
        handle: async ({ query }) => ok((await this.popular.most(query.limit)).map(presentPopular)),
      }),
    ];
  }
}
