import type { Order } from '../../domain/orders/order.js';

/** Write access to the orders, each with its lines. */
export interface Orders {
  /** Stores a new order in the running unit of work and sets its id. */
  add(order: Order): Promise<void>;
  /**
   * Returns the order, locked against other writers until the unit of work ends. Its changes are stored with the unit of
   * work, except for new lines. Call it before locking a book or a copy.
   */
  lock(id: number): Promise<Order | undefined>;
  /** Stores the lines of a locked order in place of the former ones. */
  replaceLines(order: Order): Promise<void>;
  /** Removes a locked order. */
  remove(order: Order): Promise<void>;
}
export const Orders = Symbol('orders.Orders');
