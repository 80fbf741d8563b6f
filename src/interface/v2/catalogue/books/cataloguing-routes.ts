import { inject, injectable } from 'tsyringe';
import { BookQueries } from '../../../../application/catalogue/book-queries.js';
import { bookRefusals, BookService } from '../../../../application/catalogue/book-service.js';
import type { BookView } from '../../../../application/catalogue/views.js';
import { orRefuse } from '../../../kernel/errors/or-refuse.js';
import { preconditionRequired } from '../../../kernel/errors/refusals.js';
import { created, noContent, ok } from '../../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { toId, toKey } from '../../ids.js';
import { BookPatch, NewBook } from './book-bodies.js';
import { Book } from './book-shapes.js';
import { BookById } from './by-id.js';
import { bookChanges, newBook, presentBook, tagOf } from './present-book.js';

/** Adding, updating and withdrawing books. */
@injectable()
export class CataloguingRoutes implements RouteGroup {
  constructor(
    @inject(BookService) private readonly service: BookService,
    @inject(BookQueries) private readonly books: BookQueries,
  ) {}

  routes(): readonly Route[] {
    return [this.addBook(), this.editBook(), this.withdrawBook()];
  }

  private addBook(): Route {
    return route({
      operationId: 'addBook',
      method: 'POST',
      path: '/books',
      since: '2.0',
      summary: 'Add a book',
      description: 'The book has no copies yet. Add them with `POST /v2/books/{id}/copies`.',
      audience: 'librarian',
      accepts: { body: NewBook },
      responds: { 201: Book },
      headers: { ETag: 'Identifies the first state of the book. Send it in `If-Match`.' },
      refuses: bookRefusals.add,
      handle: async ({ body, tag }) => {
        const book = await this.view(await this.service.add(newBook(body), 0));
        const shown = presentBook(book);
        return created(shown, `/v2/books/${shown.id}`, { ETag: tagOf(book, tag) });
      },
    });
  }

  private editBook(): Route {
    return route({
      operationId: 'editBook',
      method: 'PATCH',
      path: '/books/:id',
      since: '2.0',
      summary: 'Update a book',
      description:
        'A JSON merge patch (RFC 7396): only the fields that are sent change, and null removes a value. `If-Match` ' +
        'must name the state that the update is based on.',
      audience: 'librarian',
      accepts: { path: BookById, body: BookPatch },
      examples: {
        bodies: { description: { summary: 'Another description', body: { description: 'He comes home.' } } },
      },
      responds: { 200: Book },
      headers: { ETag: 'Identifies the new state of the book.' },
      refuses: [...bookRefusals.edit, ...bookRefusals.stale, preconditionRequired],
      handle: async ({ path, body, revision, tag }) => {
        const id = toKey('book', path.id);
        const expectedRevision = orRefuse(revision, preconditionRequired);
        await this.service.revise(id, () => bookChanges(body), { expectedRevision });
        const book = await this.view(id);
        return ok(presentBook(book), { ETag: tagOf(book, tag) });
      },
    });
  }

  private withdrawBook(): Route {
    return route({
      operationId: 'withdrawBook',
      method: 'DELETE',
      path: '/books/:id',
      since: '2.0',
      summary: 'Withdraw a book and all its copies',
      description:
        'The request is refused while a copy is on loan. With `If-Match`, it is also refused if the book has ' +
        'changed.',
      audience: 'librarian',
      accepts: { path: BookById },
      examples: { path: { id: toId('book', 100) } },
      responds: { 204: nothing },
      refuses: [...bookRefusals.withdraw, ...bookRefusals.stale],
      handle: async ({ path, revision }) => {
        await this.service.withdraw(toKey('book', path.id), revision);
        return noContent();
      },
    });
  }

  private async view(id: number): Promise<BookView> {
    return orRefuse(await this.books.view(id), bookRefusals.find[0]);
  }
}
