import { inject, injectable } from 'tsyringe';
import { EndsOfLife } from '../../../../application/usage/operators/ends-of-life.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { BrownoutList, DeprecationList } from './deprecation-shapes.js';
import { plannedBrownouts, presentEnd } from './present-end.js';

const shared = { method: 'GET', since: '1.0', audience: 'admin' } as const;

/** What is deprecated, and who still calls it. */
@injectable()
export class DeprecationRoutes implements RouteGroup {
  constructor(@inject(EndsOfLife) private readonly ends: EndsOfLife) {}

  routes(): readonly Route[] {
    return [this.listDeprecations(), this.listHeldSunsets(), this.listBrownouts()];
  }

  private listDeprecations(): Route {
    return route({
      ...shared,
      operationId: 'listDeprecations',
      path: '/deprecations',
      summary: 'List what is deprecated, with who still calls it',
      description: 'Those with the earliest sunset first.',
      responds: { 200: DeprecationList },
      handle: async () => ok({ data: (await this.ends.list()).map(presentEnd) }),
    });
  }

  private listHeldSunsets(): Route {
    return route({
      ...shared,
      operationId: 'listHeldSunsets',
      path: '/held-sunsets',
      summary: 'List the sunsets that are past and held, with what holds them',
      responds: { 200: DeprecationList },
      handle: async () => {
        const ends = await this.ends.list();
        return ok({ data: ends.filter(({ state }) => state === 'held').map(presentEnd) });
      },
    });
  }

  private listBrownouts(): Route {
    return route({
      ...shared,
      operationId: 'listBrownouts',
      path: '/brownouts',
      summary: 'List the brownouts that are not over, the next one first',
      responds: { 200: BrownoutList },
      handle: async () => ok({ data: plannedBrownouts(await this.ends.list()) }),
    });
  }
}
