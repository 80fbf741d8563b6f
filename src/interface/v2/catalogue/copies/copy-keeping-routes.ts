import { inject, injectable } from 'tsyringe';
import { CopyQueries } from '../../../../application/catalogue/copy-queries.js';
import { copyRefusals, CopyRecordService } from '../../../../application/catalogue/copy-record-service.js';
import type { CopyView } from '../../../../application/catalogue/views.js';
import { orRefuse } from '../../../kernel/errors/or-refuse.js';
import { preconditionRequired } from '../../../kernel/errors/refusals.js';
import { created, noContent, ok } from '../../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { toId, toKey } from '../../ids.js';
import { BookById, CopyById } from '../books/by-id.js';
import { CopyMove, CopyPatch, NewCopy } from './copy-bodies.js';
import { Copy } from './copy-shapes.js';
import { copyChanges, newCopy, presentCopy } from './present-copy.js';

/** Adding, updating and withdrawing copies. */
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
      examples: {
        bodies: {
          plain: { summary: 'The library gives the next barcode', body: { shelf: 'Novels 4' } },
          own_barcode: { summary: 'A barcode of your own', body: { barcode: 'LM-0001', kind: 'standard' } },
        },
      },
      responds: { 201: Copy },
      headers: { ETag: 'Identifies the first state of the copy. Send it in `If-Match`.' },
      refuses: copyRefusals.add,
      handle: async ({ path, body, tag }) => {
        const copy = await this.view(await this.service.add(toKey('book', path.id), newCopy(body)));
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
      summary: 'Update a copy',
      description:
        'A JSON merge patch (RFC 7396): only the fields that are sent change, and null removes a value. `If-Match` ' +
        'must name the state that the update is based on. `POST /v2/copies/{id}/status` changes the status.',
      audience: 'librarian',
      accepts: { path: CopyById, body: CopyPatch },
      examples: { bodies: { shelf: { summary: 'Another shelf', body: { shelf: 'Novels 4' } } } },
      responds: { 200: Copy },
      headers: { ETag: 'Identifies the new state of the copy.' },
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
      summary: 'Change the status of a copy',
      description:
        'Sends a copy to repair, marks it as missing or lost, makes it available, or withdraws it. Loans, returns ' +
        'and holds alone change a status to or from `on_loan` and `on_hold_shelf`, with one exception: a copy on ' +
        'loan can be marked as lost. That closes its loan, whose `returnedAt` stays null; `POST /v2/returns` makes ' +
        'the copy available when it is found. All other changes are refused; the refusal lists the possible ones.',
      audience: 'librarian',
      accepts: { path: CopyById, body: CopyMove },
      examples: { path: { id: toId('copy', 4) } },
      responds: { 200: Copy },
      headers: { ETag: 'Identifies the new state of the copy.' },
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
      summary: 'Withdraw a copy',
      description:
        'The request is refused while the copy is on loan. With `If-Match`, it is also refused if the copy has ' +
        'changed.',
      audience: 'librarian',
      accepts: { path: CopyById },
      examples: { path: { id: toId('copy', 5) } },
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
