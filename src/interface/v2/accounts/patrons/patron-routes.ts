import { inject, injectable } from 'tsyringe';
import { patronRead, PatronQueries } from '../../../../application/accounts/patron-queries.js';
import { patronRefusals } from '../../../../application/accounts/patrons/patron-service.js';
import { staffRefusals, StaffService } from '../../../../application/accounts/staff/staff-service.js';
import { AccessTrail } from '../../../../application/kernel/storage/access-trail.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { orRefuse } from '../../../kernel/errors/or-refuse.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import { cursorInvalid, preconditionRequired } from '../../../kernel/errors/refusals.js';
import { madeOf, ok, type Reply } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { toKey } from '../../ids.js';
import { listHeaders, nextLink } from '../../lists.js';
import { PatronById } from './patron-by-id.js';
import { PatronPatch } from './patron-bodies.js';
import { Patron, PatronList, PatronListQuery } from './patron-shapes.js';
import { amendments, presentPatron } from './present-patron.js';

/** All accounts, for staff. */
@injectable()
export class PatronRoutes implements RouteGroup {
  constructor(
    @inject(StaffService) private readonly service: StaffService,
    @inject(PatronQueries) private readonly patrons: PatronQueries,
    @inject(AccessTrail) private readonly accesses: AccessTrail,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [this.listPatrons(), this.getPatron(), this.updatePatron()];
  }

  private listPatrons(): Route {
    return route({
      operationId: 'listPatrons',
      method: 'GET',
      path: '/patrons',
      since: '2.0',
      summary: 'List all patrons',
      description: 'The patrons are in the order of their registration.',
      audience: 'librarian',
      accepts: { query: PatronListQuery },
      responds: { 200: PatronList },
      headers: listHeaders,
      refuses: [cursorInvalid],
      reads: 'replica',
      handle: async ({ query, url }) => {
        const after = this.cursors.read('patrons', query.cursor);
        const [{ items, next }, total] = await Promise.all([
          this.patrons.listAfter({ after, limit: query.limit }),
          query.total ? this.patrons.count() : undefined,
        ]);
        await this.accesses.recordReads(
          patronRead,
          items.map(({ id }) => id),
        );
        const nextCursor = this.cursors.write('patrons', next);
        const page = { nextCursor, ...omitUndefined({ total }) };
        return madeOf(ok({ data: items.map(presentPatron), page }, nextLink(url, nextCursor)), items);
      },
    });
  }

  private getPatron(): Route {
    return route({
      operationId: 'getPatron',
      method: 'GET',
      path: '/patrons/:id',
      since: '2.0',
      summary: 'Show a patron',
      audience: 'librarian',
      accepts: { path: PatronById },
      responds: { 200: Patron },
      refuses: patronRefusals.find,
      handle: async ({ path, tag }) => {
        const id = toKey('patron', path.id);
        const reply = await this.show(id, tag);
        await this.accesses.recordReads(patronRead, [id]);
        return reply;
      },
    });
  }

  private updatePatron(): Route {
    return route({
      operationId: 'updatePatron',
      method: 'PATCH',
      path: '/patrons/:id',
      since: '2.0',
      summary: 'Update a patron',
      description:
        'A JSON merge patch (RFC 7396): only the fields that are sent change, and null removes a value. `If-Match` ' +
        'must name the state that the update is based on. Only an admin can set `role` and update members of staff. ' +
        'Of their own account people can update only the names here. The update takes effect at once.',
      audience: 'librarian',
      accepts: { path: PatronById, body: PatronPatch },
      examples: {
        bodies: {
          name: { summary: 'Another last name', body: { lastName: 'Kamau-Odhiambo' } },
          card: { summary: 'A card that expires later', body: { expiresAt: '2099-12-31T00:00:00Z' } },
          lifting_blocks: { summary: 'The patron can borrow again', body: { blocks: [] } },
        },
      },
      responds: { 200: Patron },
      headers: { ETag: 'Identifies the new state of the patron.' },
      refuses: [...staffRefusals.amend, ...patronRefusals.stale, preconditionRequired],
      handle: async ({ path, body, caller, revision, tag }) => {
        const id = toKey('patron', path.id);
        const expectedRevision = orRefuse(revision, preconditionRequired);
        await this.service.amend(id, amendments(body), { by: caller, expectedRevision });
        return this.show(id, tag);
      },
    });
  }

  private async show(id: number, tag: (revision: number) => string): Promise<Reply<200, Patron>> {
    const patron = orRefuse(await this.patrons.view(id), patronRefusals.find[0]);
    return madeOf(ok(presentPatron(patron), { ETag: tag(patron.revision) }), [patron]);
  }
}
