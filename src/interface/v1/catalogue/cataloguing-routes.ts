import { inject, injectable } from 'tsyringe';
import { BookQueries } from '../../../application/catalogue/book-queries.js';
import { bookRefusals, BookService } from '../../../application/catalogue/book-service.js';
import type { BookView } from '../../../application/catalogue/views.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { created, ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { ById } from '../by-id.js';
import { Deleted, presentDeleted } from '../deleted.js';
import { bookChanges, newBook, presentBook, tagOf } from './present.js';
import { AddBookBody, BookV1, ReviseBookBody } from './shapes.js';

/** Adding, updating and withdrawing books. */
@injectable()
export class CataloguingRoutes implements RouteGroup {
  constructor(
    @inject(BookService) private readonly service: BookService,
    @inject(BookQueries) private readonly books: BookQueries,
  ) {}

  routes(): readonly Route[] {
    return [this.addBook(), this.reviseBook(), this.deleteBook()];
  }

  private addBook(): Route {
    return route({
      operationId: 'addBook',
      method: 'POST',
      path: '/books',
      since: '1.0',
      summary: 'Add a book and its copies',
      audience: 'librarian',
      accepts: { body: AddBookBody },
      responds: { 201: BookV1 },
      refuses: bookRefusals.add,
      handle: async ({ body }) => {
        const id = await this.service.add(newBook(body), body.copies);
        return created(presentBook(await this.view(id)), `/v1/books/${id}`);
      },
    });
  }

  private reviseBook(): Route {
    return route({
      operationId: 'reviseBook',
      method: 'PUT',
      path: '/books/:id',
      since: '1.0',
      summary: 'Update a book',
      description:
        'Only the fields that are sent change. The last write wins, unless `If-Match` names the state that the update ' +
        'is based on: the request is then refused if the book has changed. Loans and returns do not change a book.',
      audience: 'librarian',
      accepts: { path: ById, body: ReviseBookBody },
      examples: {
        bodies: { description: { summary: 'Another description', body: { description: 'He comes home.' } } },
      },
      responds: { 200: BookV1 },
      headers: { ETag: 'Identifies the new state of the book.' },
      refuses: [...bookRefusals.revise, ...bookRefusals.stale],
      handle: async ({ path, body, revision, tag }) => {
        await this.service.revise(path.id, (present) => bookChanges(body, present), {
          copies: body.copies,
          expectedRevision: revision,
        });
        const book = await this.view(path.id);
        return ok(presentBook(book), { ETag: tagOf(book, tag) });
      },
    });
  }

  private deleteBook(): Route {
    return route({
      operationId: 'deleteBook',
      method: 'DELETE',
      path: '/books/:id',
      since: '1.0',
      summary: 'Withdraw a book and all its copies',
      description:
        'The request is refused while a copy is on loan. With `If-Match`, it is also refused if the book has changed.',
      audience: 'librarian',
      accepts: { path: ById },
      examples: { path: { id: 100 } },
      responds: { 200: Deleted },
      refuses: [...bookRefusals.withdraw, ...bookRefusals.stale],
      handle: async ({ path, revision }) => {
        await this.service.withdraw(path.id, revision);
        return ok(presentDeleted('book', path.id));
      },
    });
  }

  private async view(id: number): Promise<BookView> {
    return orRefuse(await this.books.view(id), bookRefusals.find[0]);
  }
}
