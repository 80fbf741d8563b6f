import { inject, injectable } from 'tsyringe';
import { Clock } from '../../../../application/kernel/clock.js';
import { clientRefusals, ClientService } from '../../../../application/usage/operators/client-service.js';
import {
  ClientUsage,
  type ClientOperation,
  type ClientView,
  type OperationUsage,
} from '../../../../application/usage/operators/client-usage.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { orRefuse } from '../../../kernel/errors/or-refuse.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import { ById } from '../../lists.js';
import {
  ConsumerChange,
  ConsumerDetails,
  ConsumerList,
  Days,
  Span,
  Usage,
  type ClientCalls,
  type Consumer,
  type OperationCalls,
} from './client-shapes.js';
import { daysAgo } from '../../days-ago.js';

const operationsAtMost = 100;

/** Who calls what. */
@injectable()
export class ClientRoutes implements RouteGroup {
  constructor(
    @inject(ClientUsage) private readonly usage: ClientUsage,
    @inject(ClientService) private readonly service: ClientService,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  routes(): readonly Route[] {
    return [this.listConsumers(), this.showConsumer(), this.changeConsumer(), this.showUsage()];
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

  private showConsumer(): Route {
    return route({
      operationId: 'showConsumer',
      method: 'GET',
      path: '/consumers/:id',
      since: '1.0',
      summary: 'Show a client with what it calls',
      audience: 'admin',
      accepts: { path: ById, query: Days },
      responds: { 200: ConsumerDetails },
      refuses: clientRefusals.find,
      handle: async ({ path: { id }, query: { days } }) => ok(await this.details(id, days)),
    });
  }

  private changeConsumer(): Route {
    return route({
      operationId: 'changeConsumer',
      method: 'PATCH',
      path: '/consumers/:id',
      since: '1.0',
      summary: 'Change the class of a client, or mute the mails to its owner',
      audience: 'admin',
      accepts: { path: ById, body: ConsumerChange },
      responds: { 200: ConsumerDetails },
      refuses: clientRefusals.change,
      handle: async ({ path: { id }, body: { reason, ...wish } }) => {
        await this.service.change(id, omitUndefined(wish), reason);
        return ok(await this.details(id, 30));
      },
    });
  }

  private async details(id: number, days: number): Promise<ConsumerDetails> {
    const since = daysAgo(this.clock.now(), days);
    const client = orRefuse(await this.usage.client(since, id), clientRefusals.find[0]);
    const operations = await this.usage.operationsOf(since, id, operationsAtMost);
    return { ...presentClient(client), operations: operations.map(presentCalls) };
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

function presentCalls({ major, operationId, calls, refused, lastAt }: ClientOperation): ClientCalls {
  return { version: `v${major}`, operationId, calls, refused, lastAt: lastAt.toISOString() };
}

function presentOperation({ clients, ...rest }: OperationUsage): OperationCalls {
  return { ...presentCalls(rest), clients };
}
