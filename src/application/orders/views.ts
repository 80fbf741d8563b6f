import { statusValues, type OrderDetails, type OrderStatus } from '../../domain/orders/order.js';
import type { OrderLineDetails } from '../../domain/orders/order-line.js';

export { statusValues };
export type { OrderDetails, OrderLineDetails, OrderStatus };

/** An order as a list shows it, without its lines. */
export interface ListedOrderView extends Omit<OrderDetails, 'lines'> {
  readonly id: number;
  readonly status: OrderStatus;
  /** The price of all lines, in the minor unit of the currency. */
  readonly total: number;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly orderedAt: Date | null;
}

export interface OrderLineView extends OrderLineDetails {
  readonly number: number;
  readonly received: number;
  /** The price of all copies of the line. */
  readonly total: number;
}

export interface OrderView extends ListedOrderView {
  readonly lines: readonly OrderLineView[];
}
