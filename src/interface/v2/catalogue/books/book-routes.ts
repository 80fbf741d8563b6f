import { inject, injectable } from 'tsyringe';
import { BookQueries, type BookFilter } from '../../../../application/catalogue/book-queries.js';
import { bookRefusals } from '../../../../application/catalogue/book-service.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { orRefuse } from '../../../kernel/errors/or-refuse.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import { cursorInvalid } from '../../../kernel/errors/refusals.js';
import { madeOf, ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { toKey } from '../../ids.js';
import { listHeaders, nextLink } from '../../lists.js';
import { Book, BookList } from './book-shapes.js';
import { BookById } from './by-id.js';
import { BookListQuery } from './list-query.js';
import { presentBook, presentFields, tagOf } from './present-book.js';
import { nameOf, toSort } from './sort.js';

interface Listed {
  readonly body: BookList;
  readonly nextCursor: string | null;
  /** What the body was made of. */
  readonly items: readonly object[];
}

/** Listing and reading books. */
@injectable()
export class BookRoutes implements RouteGroup {
  constructor(
    @inject(BookQueries) private readonly books: BookQueries,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [this.listBooks(), this.getBook()];
  }

  private listBooks(): Route {
    return route({
      operationId: 'listBooks',
      method: 'GET',
      path: '/books',
      since: '2.0',
      summary: 'List books',
      audience: 'anonymous',
      accepts: { query: BookListQuery },
      responds: { 200: BookList },
      headers: listHeaders,
      refuses: [cursorInvalid],
      cache: { seconds: 60, tags: ['book', 'copy'] },
      handle: async ({ query, url }) => {
        const { body, nextCursor, items } = await this.list(query);
        return madeOf(ok(body, nextLink(url, nextCursor)), items);
      },
    });
  }

  private async list(query: BookListQuery): Promise<Listed> {
    const { limit, fields } = query;
    const sort = toSort(query.sort ?? ['id']);
    const list = `books ${nameOf(sort)}`;
    const after = this.cursors.read(list, query.cursor);
    const filter = filterOf(query);
    const [{ items, next }, total] = await Promise.all([
      this.books.listAfter(filter, sort, { after, limit }),
      query.total ? this.books.count(filter) : undefined,
    ]);
    const nextCursor = this.cursors.write(list, next);
    const data = items.map((book) => presentFields(book, fields));
    return { body: { data, page: { nextCursor, ...omitUndefined({ total }) } }, nextCursor, items };
  }

  private getBook(): Route {
    return route({
      operationId: 'getBook',
      method: 'GET',
      path: '/books/:id',
      since: '2.0',
      summary: 'Show a book',
      description: 'The copies of the book are at `/v2/books/{id}/copies`.',
      audience: 'anonymous',
      accepts: { path: BookById },
      responds: { 200: Book },
      refuses: bookRefusals.find,
      reads: 'replica',
      handle: async ({ path, tag }) => {
        const book = orRefuse(await this.books.view(toKey('book', path.id)), bookRefusals.find[0]);
        return madeOf(ok(presentBook(book), { ETag: tagOf(book, tag) }), [book]);
      },
    });
  }
}

/** Only the filters that the request has. */
function filterOf(query: BookListQuery): BookFilter {
  const { title, author, isbn, subject, yearFrom, yearTo, available } = query;
  return omitUndefined({ title, author, isbn, subject, yearFrom, yearTo, available });
}
