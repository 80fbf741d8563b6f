import { inject, injectable } from 'tsyringe';
import { CopyQueries } from '../../../../application/catalogue/copy-queries.js';
import { copyRefusals, CopyRecordService } from '../../../../application/catalogue/copy-record-service.js';
import type { CopyView } from '../../../../application/catalogue/views.js';
import { orRefuse } from '../../../kernel/errors/or-refuse.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import { preconditionRequired } from '../../../kernel/errors/refusals.js';
import { created, noContent, ok } from '../../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { toKey } from '../../ids.js';
import { BookById, CopyById } from '../books/by-id.js';
import { Copy, CopyMove, CopyPatch, NewCopy } from './copy-shapes.js';
import { copyChanges, presentCopy } from './present-copy.js';

/** Keeping the copies. */
@injectable()
export class CopyKeepingRoutes implements RouteGroup {
  constructor(
    @inject(CopyRecordService) private readonly service: CopyRecordService,
    @inject(CopyQueries) private readonly copies: CopyQueries,
  ) {}

  routes(): readonly Route[] {
    return [this.addCopy(), this.editCopy(), this.moveCopy(), this.withdrawCopy()];
  }

  private addCopy(): Route {
    return route({
      operationId: 'addCopy',
      method: 'POST',
      path: '/books/:id/copies',
      since: '2.0',
      summary: 'Add a copy to a book',
      tag: 'copies',
      audience: 'librarian',
      accepts: { path: BookById, body: NewCopy },
      responds: { 201: Copy },
      headers: { ETag: 'The first state of the copy, for `If-Match`.' },
      refuses: copyRefusals.add,
      handle: async ({ path, body, tag }) => {
        const { barcode, kind, callNumber = null, shelf = null } = body;
        const details = { kind, callNumber, shelf, ...omitUndefined({ barcode }) };
        const copy = await this.view(await this.service.add(toKey('book', path.id), details));
        const shown = presentCopy(copy);
        return created(shown, `/v2/copies/${shown.id}`, { ETag: tag(copy.revision) });
      },
    });
  }

  private editCopy(): Route {
    return route({
      operationId: 'editCopy',
      method: 'PATCH',
      path: '/copies/:id',
      since: '2.0',
      summary: 'Change what is said of a copy',
      description:
        'A JSON merge patch (RFC 7396): what is sent is changed, null takes away. `If-Match` must name the state ' +
        'that the change was made from. Its status is changed by `POST /v2/copies/{id}/status`.',
      audience: 'librarian',
      accepts: { path: CopyById, body: CopyPatch },
      responds: { 200: Copy },
      headers: { ETag: 'The new state of the copy.' },
      refuses: [...copyRefusals.revise, ...copyRefusals.stale, preconditionRequired],
      handle: async ({ path, body, revision, tag }) => {
        const id = toKey('copy', path.id);
        await this.service.revise(id, copyChanges(body), orRefuse(revision, preconditionRequired));
        const copy = await this.view(id);
        return ok(presentCopy(copy), { ETag: tag(copy.revision) });
      },
    });
  }

  private moveCopy(): Route {
    return route({
      operationId: 'moveCopy',
      method: 'POST',
      path: '/copies/:id/status',
      since: '2.0',
      summary: 'Say what has become of a copy',
      description:
        'Into repair, missing, lost, back, or given up. What loans, returns and holds bring about (`on_loan`, ' +
        '`on_hold_shelf`, and from there) is refused, as is every other way that a copy cannot go; the answer says ' +
        'which it can.',
      audience: 'librarian',
      accepts: { path: CopyById, body: CopyMove },
      responds: { 200: Copy },
      headers: { ETag: 'The new state of the copy.' },
      refuses: copyRefusals.move,
      handle: async ({ path, body, tag }) => {
        const copy = await this.service.move(toKey('copy', path.id), body.status, body.note);
        return ok(presentCopy(copy), { ETag: tag(copy.revision) });
      },
    });
  }

  private withdrawCopy(): Route {
    return route({
      operationId: 'withdrawCopy',
      method: 'DELETE',
      path: '/copies/:id',
      since: '2.0',
      summary: 'Give up a copy',
      description: 'Refused while it is out. With `If-Match`, only if the copy is still in that state.',
      audience: 'librarian',
      accepts: { path: CopyById },
      responds: { 204: nothing },
      refuses: [...copyRefusals.move, ...copyRefusals.stale],
      handle: async ({ path, revision }) => {
        await this.service.withdraw(toKey('copy', path.id), revision);
        return noContent();
      },
    });
  }

  private async view(id: number): Promise<CopyView> {
    return orRefuse(await this.copies.view(id), copyRefusals.find[0]);
  }
}
