import { inject, injectable } from 'tsyringe';
import { OrderQueries } from '../../../application/orders/order-queries.js';
import { orderRefusals, OrderService } from '../../../application/orders/order-service.js';
import type { OrderView } from '../../../application/orders/views.js';
import { created, ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { preconditionRequired } from '../../kernel/errors/refusals.js';
import { toId, toKey } from '../ids.js';
import { NewDelivery } from './order-bodies.js';
import { OrderById } from './by-id.js';
import { deliveryExamples } from './examples.js';
import { delivery, presentOrder, presentDelivery } from './present-order.js';
import { Order, Delivery } from './order-shapes.js';

/** Placing, receiving and cancelling orders. */
@injectable()
export class OrderMovingRoutes implements RouteGroup {
  constructor(
    @inject(OrderService) private readonly service: OrderService,
    @inject(OrderQueries) private readonly orders: OrderQueries,
  ) {}

  routes(): readonly Route[] {
    return [this.placeOrder(), this.receiveOrder(), this.cancelOrder()];
  }

  private placeOrder(): Route {
    return route({
      operationId: 'placeOrder',
      method: 'POST',
      path: '/orders/:id/placements',
      since: '2.4',
      summary: 'Place an order',
      description:
        'The draft becomes `ordered`. From then on it can be received or cancelled, but not changed. `If-Match` must ' +
        'name the state that is placed: nobody orders what another person has changed meanwhile.',
      audience: 'librarian',
      accepts: { path: OrderById },
      responds: { 200: Order },
      headers: { ETag: 'Identifies the new state of the order.' },
      refuses: [...orderRefusals.move, ...orderRefusals.stale, preconditionRequired],
      handle: async ({ path, revision, tag }) => {
        const id = toKey('order', path.id);
        await this.service.place(id, orRefuse(revision, preconditionRequired));
        const order = await this.view(id);
        return ok(presentOrder(order), { ETag: tag(order.revision) });
      },
    });
  }

  private receiveOrder(): Route {
    return route({
      operationId: 'receiveOrder',
      method: 'POST',
      path: '/orders/:id/deliveries',
      since: '2.4',
      summary: 'Receive copies of an order',
      description:
        'Makes copies of what has come of one line. A title to come becomes the book of the catalogue with its ISBN, or ' +
        'else a new brief record. The order is `received` when all copies of all lines have come, and ' +
        '`partly_received` before. Send an `Idempotency-Key`: a request that is repeated with it receives nothing twice.',
      audience: 'librarian',
      accepts: { path: OrderById, body: NewDelivery },
      examples: { path: { id: toId('order', 2) }, bodies: deliveryExamples },
      responds: { 201: Delivery },
      headers: { ETag: 'Identifies the new state of the order.' },
      refuses: orderRefusals.receive,
      handle: async ({ path, body, tag }) => {
        const id = toKey('order', path.id);
        const received = await this.service.receive(id, delivery(body));
        const order = await this.view(id);
        const shown = presentDelivery(received, order);
        return created(shown, `/v2/orders/${shown.order.id}`, { ETag: tag(order.revision) });
      },
    });
  }

  private cancelOrder(): Route {
    return route({
      operationId: 'cancelOrder',
      method: 'POST',
      path: '/orders/:id/cancellations',
      since: '2.4',
      summary: 'Cancel an order',
      description:
        'Cancels what has not come yet. Copies that were received stay, and the lines show how many. A draft is deleted ' +
        'instead; an order that was received cannot be cancelled. With `If-Match`, the request is also refused if the ' +
        'order has changed.',
      audience: 'librarian',
      accepts: { path: OrderById },
      examples: { path: { id: toId('order', 3) } },
      responds: { 200: Order },
      headers: { ETag: 'Identifies the new state of the order.' },
      refuses: [...orderRefusals.move, ...orderRefusals.stale],
      handle: async ({ path, revision, tag }) => {
        const id = toKey('order', path.id);
        await this.service.cancel(id, revision);
        const order = await this.view(id);
        return ok(presentOrder(order), { ETag: tag(order.revision) });
      },
    });
  }

  private async view(id: number): Promise<OrderView> {
    return orRefuse(await this.orders.view(id), orderRefusals.find[0]);
  }
}
