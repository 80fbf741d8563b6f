import { inject, injectable } from 'tsyringe';
import { OrderQueries } from '../../../application/orders/order-queries.js';
import { orderRefusals } from '../../../application/orders/order-service.js';
import type { OrderView } from '../../../application/orders/views.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { cursorInvalid } from '../../kernel/errors/refusals.js';
import { toKey } from '../ids.js';
import { listHeaders, nextLink } from '../lists.js';
import { OrderById } from './by-id.js';
import { OrderListQuery } from './list-query.js';
import { orderFilter, presentListedOrder, presentOrder } from './present-order.js';
import { Order, OrderList } from './order-shapes.js';

/** Listing and reading orders. */
@injectable()
export class OrderRoutes implements RouteGroup {
  constructor(
    @inject(OrderQueries) private readonly orders: OrderQueries,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [this.listOrders(), this.getOrder()];
  }

  private listOrders(): Route {
    return route({
      operationId: 'listOrders',
      method: 'GET',
      path: '/orders',
      since: '2.4',
      summary: 'List orders, newest first',
      description: 'The lines of an order are at `/v2/orders/{id}`.',
      audience: 'librarian',
      accepts: { query: OrderListQuery },
      responds: { 200: OrderList },
      headers: listHeaders,
      refuses: [cursorInvalid],
      reads: 'replica',
      handle: async ({ query, url }) => {
        const after = this.cursors.read('orders', query.cursor);
        const { items, next } = await this.orders.list(orderFilter(query), { after, limit: query.limit });
        const nextCursor = this.cursors.write('orders', next);
        return ok({ data: items.map(presentListedOrder), page: { nextCursor } }, nextLink(url, nextCursor));
      },
    });
  }

  private getOrder(): Route {
    return route({
      operationId: 'getOrder',
      method: 'GET',
      path: '/orders/:id',
      since: '2.4',
      summary: 'Show an order with its lines',
      audience: 'librarian',
      accepts: { path: OrderById },
      responds: { 200: Order },
      refuses: orderRefusals.find,
      reads: 'replica',
      handle: async ({ path, tag }) => {
        const order = await this.view(toKey('order', path.id));
        return ok(presentOrder(order), { ETag: tag(order.revision) });
      },
    });
  }

  private async view(id: number): Promise<OrderView> {
    return orRefuse(await this.orders.view(id), orderRefusals.find[0]);
  }
}
