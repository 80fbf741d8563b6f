import { OrderedBooks } from '../../application/orders/ordered-books.js';
import { OrderQueries } from '../../application/orders/order-queries.js';
import { Orders } from '../../application/orders/orders.js';
import { CatalogueBooks } from '../../infrastructure/orders/bridges.js';
import { orderLineSchema, orderSchema } from '../../infrastructure/orders/mapping.js';
import { MikroOrders } from '../../infrastructure/orders/mikro-orders.js';
import { SqlOrderQueries } from '../../infrastructure/orders/sql-order-queries.js';
import type { Feature } from './feature.js';

export const orders: Feature = {
  name: 'orders',
  entities: [orderSchema, orderLineSchema],
  constraints: {},
  bind(container) {
    container.register(Orders, { useClass: MikroOrders });
    container.register(OrderQueries, { useClass: SqlOrderQueries });
    container.register(OrderedBooks, { useClass: CatalogueBooks });
  },
};
