import { inject, injectable } from 'tsyringe';
import { BookQueries, type BookFilter } from '../../../application/catalogue/book-queries.js';
import { bookRefusals } from '../../../application/catalogue/book-service.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import { madeOf, ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { ById } from '../by-id.js';
import { list, listHeaders, pageRequest } from '../paging.js';
import { BookListQuery, SearchQuery } from './list-query.js';
import { presentBook, tagOf } from './present.js';
import { BookV1 } from './shapes.js';
import { toSort } from './sort.js';

const cache = { seconds: 60, tags: ['book', 'copy'] };

/** Listing, searching and reading books. */
@injectable()
export class BookRoutes implements RouteGroup {
  constructor(@inject(BookQueries) private readonly books: BookQueries) {}

  routes(): readonly Route[] {
    return [this.listBooks(), this.searchBooks(), this.getBook()];
  }

  private listBooks(): Route {
    return route({
      operationId: 'listBooks',
      method: 'GET',
      path: '/books',
      since: '1.0',
      summary: 'List books',
      audience: 'anonymous',
      accepts: { query: BookListQuery },
      responds: { 200: { listOf: BookV1 } },
      headers: listHeaders,
      cache,
      handle: async ({ query, url }) => {
        const books = await this.books.list(filterOf(query), toSort(query.sort ?? []), pageRequest(query));
        return list(books, query, url, presentBook);
      },
    });
  }

  private searchBooks(): Route {
    return route({
      operationId: 'searchBooks',
      method: 'GET',
      path: '/books/search',
      since: '1.0',
      summary: 'Search books by words, best match first',
      audience: 'anonymous',
      accepts: { query: SearchQuery },
      responds: { 200: { listOf: BookV1 } },
      headers: listHeaders,
      cache,
      handle: async ({ query, url }) =>
        list(await this.books.search(query.q, pageRequest(query)), query, url, presentBook),
    });
  }

  private getBook(): Route {
    return route({
      operationId: 'getBook',
      method: 'GET',
      path: '/books/:id',
      since: '1.0',
      summary: 'Show a book',
      audience: 'anonymous',
      accepts: { path: ById },
      responds: { 200: BookV1 },
      refuses: bookRefusals.find,
      reads: 'replica',
      handle: async ({ path, tag }) => {
        const book = orRefuse(await this.books.view(path.id), bookRefusals.find[0]);
        return madeOf(ok(presentBook(book), { ETag: tagOf(book, tag) }), [book]);
      },
    });
  }
}

/** Only the filters that the request has. */
function filterOf(query: BookListQuery): BookFilter {
  const { title, author, isbn, genre, year_from, year_to, available } = query;
  return omitUndefined({
    title,
    author,
    isbn,
    subject: genre,
    yearFrom: year_from,
    yearTo: year_to,
    available,
  });
}
