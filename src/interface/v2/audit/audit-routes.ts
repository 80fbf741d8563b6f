import { inject, injectable } from 'tsyringe';
import { AuditQueries } from '../../../application/audit/audit-queries.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { cursorInvalid } from '../../kernel/errors/refusals.js';
import { listHeaders, nextLink } from '../lists.js';
import { AuditEventList, AuditEventListQuery } from './audit-shapes.js';
import { auditFilter, presentAuditEvent } from './present-audit-event.js';

/** The audit trail, for admins. */
@injectable()
export class AuditRoutes implements RouteGroup {
  constructor(
    @inject(AuditQueries) private readonly trail: AuditQueries,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [this.listAuditEvents()];
  }

  private listAuditEvents(): Route {
    return route({
      operationId: 'listAuditEvents',
      method: 'GET',
      path: '/audit-events',
      since: '2.0',
      summary: 'List audit events, newest first',
      description:
        'Every change, with the caller and the request; sign-ins and failed ones; and each time that staff read a ' +
        'patron or the loans of a patron. Failed sign-ins at the same account from the same network in the same ' +
        'minute are one event. The address that was typed is never stored.',
      audience: 'admin',
      accepts: { query: AuditEventListQuery },
      responds: { 200: AuditEventList },
      headers: listHeaders,
      refuses: [cursorInvalid],
      handle: async ({ query, url }) => {
        const after = this.cursors.read('audit events', query.cursor);
        const slice = { after, limit: query.limit };
        const { items, next } = await this.trail.list(auditFilter(query), 'newest first', slice);
        const nextCursor = this.cursors.write('audit events', next);
        return ok({ data: items.map(presentAuditEvent), page: { nextCursor } }, nextLink(url, nextCursor));
      },
    });
  }
}
