import { inject, injectable } from 'tsyringe';
import { AccessService } from '../../../../application/accounts/access/access-service.js';
import {
  SessionQueries,
  type SessionView,
} from '../../../../application/accounts/sessions/session-queries.js';
import {
  sessionRefusals,
  SessionService,
} from '../../../../application/accounts/sessions/session-service.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { noContent, ok } from '../../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { cursorInvalid } from '../../../kernel/errors/refusals.js';
import { toId, toKey } from '../../ids.js';
import { listHeaders, ListQuery, nextLink } from '../../lists.js';
import { Session, SessionById, SessionList } from './session-shapes.js';

/** The caller's own sessions. */
@injectable()
export class SessionRoutes implements RouteGroup {
  constructor(
    @inject(SessionService) private readonly sessions: SessionService,
    @inject(AccessService) private readonly access: AccessService,
    @inject(SessionQueries) private readonly queries: SessionQueries,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [this.listSessions(), this.endSession(), this.endAllSessions()];
  }

  private listSessions(): Route {
    return route({
      operationId: 'listSessions',
      method: 'GET',
      path: '/me/sessions',
      since: '2.0',
      summary: 'List my sessions',
      description: 'Every sign-in that can still be used, also those through `/v1`.',
      audience: 'patron',
      accepts: { query: ListQuery },
      responds: { 200: SessionList },
      headers: listHeaders,
      refuses: [cursorInvalid],
      handle: async ({ query, url, caller: { patronId, session } }) => {
        const after = this.cursors.read(`sessions of ${patronId}`, query.cursor);
        const { items, next } = await this.queries.list(patronId, { after, limit: query.limit });
        const nextCursor = this.cursors.write(`sessions of ${patronId}`, next);
        const data = items.map((each) => presentSession(each, session));
        return ok({ data, page: { nextCursor } }, nextLink(url, nextCursor));
      },
    });
  }

  private endSession(): Route {
    return route({
      operationId: 'endSession',
      method: 'DELETE',
      path: '/me/sessions/:id',
      since: '2.0',
      summary: 'End one of my sessions',
      description: 'All its tokens become invalid at once.',
      audience: 'patron',
      accepts: { path: SessionById },
      responds: { 204: nothing },
      refuses: sessionRefusals.endOne,
      handle: async ({ path, caller }) => {
        await this.sessions.endOne(caller.patronId, toKey('session', path.id));
        return noContent();
      },
    });
  }

  private endAllSessions(): Route {
    return route({
      operationId: 'endAllSessions',
      method: 'DELETE',
      path: '/me/sessions',
      since: '2.0',
      summary: 'Sign out everywhere',
      description:
        'Ends every session and every token of the account, also those of `/v1` and that of this request, at once. ' +
        'API keys stay valid.',
      audience: 'patron',
      responds: { 204: nothing },
      handle: async ({ caller }) => {
        await this.access.endEverywhere(caller.patronId);
        return noContent();
      },
    });
  }
}

function presentSession(session: SessionView, current: number | undefined): Session {
  return {
    id: toId('session', session.id),
    current: session.id === current,
    refreshable: session.refreshable,
    userAgent: session.userAgent,
    startedAt: session.startedAt.toISOString(),
    refreshedAt: session.refreshedAt?.toISOString() ?? null,
    expiresAt: session.expiresAt.toISOString(),
  };
}
