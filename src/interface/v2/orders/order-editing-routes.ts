import { inject, injectable } from 'tsyringe';
import { OrderQueries } from '../../../application/orders/order-queries.js';
import { orderRefusals, OrderService } from '../../../application/orders/order-service.js';
import type { OrderView } from '../../../application/orders/views.js';
import { created, noContent, ok } from '../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { preconditionRequired } from '../../kernel/errors/refusals.js';
import { toId, toKey } from '../ids.js';
import { OrderById } from './by-id.js';
import { orderExamples, patchExamples } from './examples.js';
import { NewOrder, OrderPatch } from './order-bodies.js';
import { Order } from './order-shapes.js';
import { newOrder, orderChanges, presentOrder } from './present-order.js';

/** Adding, updating and deleting drafts of orders. */
@injectable()
export class OrderEditingRoutes implements RouteGroup {
  constructor(
    @inject(OrderService) private readonly service: OrderService,
    @inject(OrderQueries) private readonly orders: OrderQueries,
  ) {}

  routes(): readonly Route[] {
    return [this.addOrder(), this.editOrder(), this.deleteOrder()];
  }

  private addOrder(): Route {
    return route({
      operationId: 'addOrder',
      method: 'POST',
      path: '/orders',
      since: '2.4',
      summary: 'Add a draft of an order',
      description:
        'Each line has either a book of the catalogue or a title to come. Place the draft with ' +
        '`POST /v2/orders/{id}/placements`.',
      audience: 'librarian',
      accepts: { body: NewOrder },
      examples: { bodies: orderExamples },
      responds: { 201: Order },
      headers: { ETag: 'Identifies the first state of the order. Send it in `If-Match`.' },
      refuses: orderRefusals.add,
      handle: async ({ body, tag }) => {
        const order = await this.view(await this.service.add(newOrder(body)));
        const shown = presentOrder(order);
        return created(shown, `/v2/orders/${shown.id}`, { ETag: tag(order.revision) });
      },
    });
  }

  private editOrder(): Route {
    return route({
      operationId: 'editOrder',
      method: 'PATCH',
      path: '/orders/:id',
      since: '2.4',
      summary: 'Update a draft of an order',
      description:
        'A JSON merge patch (RFC 7396): only the fields that are sent change. `lines` replaces all lines. `If-Match` ' +
        'must name the state that the update is based on.',
      audience: 'librarian',
      accepts: { path: OrderById, body: OrderPatch },
      examples: { bodies: patchExamples },
      responds: { 200: Order },
      headers: { ETag: 'Identifies the new state of the order.' },
      refuses: [...orderRefusals.revise, ...orderRefusals.stale, preconditionRequired],
      handle: async ({ path, body, revision, tag }) => {
        const id = toKey('order', path.id);
        await this.service.revise(id, orderChanges(body), orRefuse(revision, preconditionRequired));
        const order = await this.view(id);
        return ok(presentOrder(order), { ETag: tag(order.revision) });
      },
    });
  }

  private deleteOrder(): Route {
    return route({
      operationId: 'deleteOrder',
      method: 'DELETE',
      path: '/orders/:id',
      since: '2.4',
      summary: 'Delete a draft of an order',
      description:
        'An order that was placed can only be cancelled. With `If-Match`, the request is also refused if the order has ' +
        'changed.',
      audience: 'librarian',
      accepts: { path: OrderById },
      examples: { path: { id: toId('order', 4) } },
      responds: { 204: nothing },
      refuses: [...orderRefusals.move, ...orderRefusals.stale],
      handle: async ({ path, revision }) => {
        await this.service.remove(toKey('order', path.id), revision);
        return noContent();
      },
    });
  }

  private async view(id: number): Promise<OrderView> {
    return orRefuse(await this.orders.view(id), orderRefusals.find[0]);
  }
}
