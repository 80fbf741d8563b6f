import { inject, injectable } from 'tsyringe';
import { AuditQueries } from '../../../application/audit/audit-queries.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { cursorInvalid } from '../../kernel/errors/refusals.js';
import { AuditTrailQuery, TrailEventList } from './audit-trail-shapes.js';
import { presentTrailEvent, trailFilter } from './present-trail.js';

/** The audit trail, for operators. */
@injectable()
export class AuditTrailRoutes implements RouteGroup {
  constructor(
    @inject(AuditQueries) private readonly trail: AuditQueries,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [
      route({
        operationId: 'searchAuditTrail',
        method: 'GET',
        path: '/audit-events',
        since: '1.0',
        summary: 'Search the audit trail, newest event first',
        description:
          'Every change, with the caller and the request; sign-ins and failed ones; and each time that staff read a ' +
          'patron. Failed sign-ins at one account from one network in one minute are one event.',
        audience: 'admin',
        accepts: { query: AuditTrailQuery },
        responds: { 200: TrailEventList },
        refuses: [cursorInvalid],
        handle: async ({ query }) => {
          const after = this.cursors.read('operators audit', query.cursor);
          const slice = { after, limit: query.limit };
          const { items, next } = await this.trail.list(trailFilter(query), 'newest first', slice);
          const nextCursor = this.cursors.write('operators audit', next);
          return ok({ data: items.map(presentTrailEvent), nextCursor });
        },
      }),
    ];
  }
}
