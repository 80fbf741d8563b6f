import { inject, injectable } from 'tsyringe';
import { Clock } from '../../../../application/kernel/clock.js';
import { UsageQueries } from '../../../../application/usage/counting/usage-queries.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { cursorInvalid } from '../../../kernel/errors/refusals.js';
import { listHeaders, nextLink } from '../../lists.js';
import { ownerOf, presentUsage } from './present-usage.js';
import { UsageList, UsageQuery } from './usage-shapes.js';

const dayMs = 86_400_000;

/** What the caller's clients have called. */
@injectable()
export class UsageRoutes implements RouteGroup {
  constructor(
    @inject(UsageQueries) private readonly usage: UsageQueries,
    @inject(Clock) private readonly clock: Clock,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [this.listMyUsage()];
  }

  private listMyUsage(): Route {
    return route({
      operationId: 'listMyUsage',
      method: 'GET',
      path: '/me/usage',
      since: '2.3',
      summary: 'List what my clients have called',
      description:
        'The calls of my API keys, of my account, if I am on the staff or a developer, and of the programs that I have ' +
        'registered. With an API key, only those of this key. A call is counted within 10 seconds. Counts are kept by ' +
        'hour for 35 days, and by day for 25 months.',
      audience: 'patron',
      accepts: { query: UsageQuery },
      responds: { 200: UsageList },
      headers: listHeaders,
      refuses: [cursorInvalid],
      handle: async ({ query: { days, cursor, limit }, url, caller }) => {
        const owner = ownerOf(caller);
        const list = `usage of ${JSON.stringify(owner)}`;
        const since = new Date(this.clock.now().getTime() - days * dayMs);
        const after = this.cursors.read(list, cursor);
        const { items, next } = await this.usage.list(owner, since, { after, limit });
        const nextCursor = this.cursors.write(list, next);
        return ok({ data: items.map(presentUsage), page: { nextCursor } }, nextLink(url, nextCursor));
      },
    });
  }
}
