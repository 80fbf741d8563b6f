import { inject, injectable } from 'tsyringe';
import { Clock } from '../../../application/kernel/clock.js';
import {
  ClientUsage,
  type ClientView,
  type OperationUsage,
} from '../../../application/usage/operators/client-usage.js';
import { ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { ConsumerList, Span, Usage, type Consumer, type OperationCalls } from './client-shapes.js';
import { daysAgo } from './days-ago.js';

/** Who calls what. */
@injectable()
export class ClientRoutes implements RouteGroup {
  constructor(
    @inject(ClientUsage) private readonly usage: ClientUsage,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  routes(): readonly Route[] {
    return [this.listConsumers(), this.showUsage()];
  }

  private listConsumers(): Route {
    return route({
      operationId: 'listConsumers',
      method: 'GET',
      path: '/consumers',
      since: '1.0',
      summary: 'List the clients of the library with their calls',
      description:
        'API keys, accounts and programs. Callers without a token are in the totals of `showUsage` only.',
      audience: 'admin',
      accepts: { query: Span },
      responds: { 200: ConsumerList },
      handle: async ({ query: { days, limit } }) => {
        const clients = await this.usage.clients(daysAgo(this.clock.now(), days), limit);
        return ok({ data: clients.map(presentClient) });
      },
    });
  }

  private showUsage(): Route {
    return route({
      operationId: 'showUsage',
      method: 'GET',
      path: '/usage',
      since: '1.0',
      summary: 'Show the calls by day and minor, and by operation',
      description: 'Calls of probes and rehearsals are left out.',
      audience: 'admin',
      accepts: { query: Span },
      responds: { 200: Usage },
      handle: async ({ query: { days, limit } }) => {
        const since = daysAgo(this.clock.now(), days);
        const byMinor = await this.usage.byMinor(since);
        const byOperation = await this.usage.byOperation(since, limit);
        return ok({
          byMinor: byMinor.map(({ day, minor, calls }) => ({ day, minor, calls })),
          byOperation: byOperation.map(presentOperation),
        });
      },
    });
  }
}

function presentClient(client: ClientView): Consumer {
  const { id, kind, name, class: ofClass, ownerId, contactEmail, mutedUntil, calls, lastAt, minors } = client;
  return {
    id,
    kind: kind as Consumer['kind'],
    name,
    class: ofClass,
    owner: ownerId,
    contactEmail,
    mutedUntil: mutedUntil?.toISOString() ?? null,
    calls,
    lastAt: lastAt?.toISOString() ?? null,
    minors: [...minors],
  };
}

function presentOperation({
  major,
  operationId,
  calls,
  refused,
  clients,
  lastAt,
}: OperationUsage): OperationCalls {
  return { version: `v${major}`, operationId, calls, refused, clients, lastAt: lastAt.toISOString() };
}
