import { inject, injectable } from 'tsyringe';
import { BookQueries } from '../../../../application/catalogue/book-queries.js';
import { bookRefusals } from '../../../../application/catalogue/book-service.js';
import { CopyQueries } from '../../../../application/catalogue/copy-queries.js';
import { copyRefusals } from '../../../../application/catalogue/copy-record-service.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { orRefuse } from '../../../kernel/errors/or-refuse.js';
import { cursorInvalid } from '../../../kernel/errors/refusals.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { toKey } from '../../ids.js';
import { listHeaders, ListQuery, nextLink } from '../../lists.js';
import { BookById, CopyById } from '../books/by-id.js';
import { Copy, CopyList, CopyQuery } from './copy-shapes.js';
import { presentCopy } from './present-copy.js';

/** Listing, finding and reading copies. */
@injectable()
export class CopyRoutes implements RouteGroup {
  constructor(
    @inject(CopyQueries) private readonly copies: CopyQueries,
    @inject(BookQueries) private readonly books: BookQueries,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [this.listCopies(), this.findCopies(), this.getCopy()];
  }

  private listCopies(): Route {
    return route({
      operationId: 'listCopies',
      method: 'GET',
      path: '/books/:id/copies',
      since: '2.0',
      summary: 'List the copies of a book',
      tag: 'copies',
      audience: 'anonymous',
      accepts: { path: BookById, query: ListQuery },
      responds: { 200: CopyList },
      headers: listHeaders,
      refuses: [...bookRefusals.find, cursorInvalid],
      reads: 'replica',
      handle: async ({ path, query, url }) => {
        const { id } = orRefuse(await this.books.view(toKey('book', path.id)), bookRefusals.find[0]);
        const after = this.cursors.read(`copies of ${id}`, query.cursor);
        const { items, next } = await this.copies.ofBook(id, { after, limit: query.limit });
        const nextCursor = this.cursors.write(`copies of ${id}`, next);
        return ok({ data: items.map(presentCopy), page: { nextCursor } }, nextLink(url, nextCursor));
      },
    });
  }

  private findCopies(): Route {
    return route({
      operationId: 'findCopies',
      method: 'GET',
      path: '/copies',
      since: '2.0',
      summary: 'Find a copy by its barcode',
      description: 'The list has this one copy, or it is empty.',
      audience: 'anonymous',
      accepts: { query: CopyQuery },
      responds: { 200: CopyList },
      reads: 'replica',
      handle: async ({ query }) => {
        const copy = await this.copies.byBarcode(query.barcode);
        return ok({ data: copy ? [presentCopy(copy)] : [], page: { nextCursor: null } });
      },
    });
  }

  private getCopy(): Route {
    return route({
      operationId: 'getCopy',
      method: 'GET',
      path: '/copies/:id',
      since: '2.0',
      summary: 'Show a copy',
      audience: 'anonymous',
      accepts: { path: CopyById },
      responds: { 200: Copy },
      refuses: copyRefusals.find,
      reads: 'replica',
      handle: async ({ path, tag }) => {
        const copy = orRefuse(await this.copies.view(toKey('copy', path.id)), copyRefusals.find[0]);
        return ok(presentCopy(copy), { ETag: tag(copy.revision) });
      },
    });
  }
}
