import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { ListedOrderView, OrderStatus, OrderView } from './views.js';

export interface OrderFilter {
  readonly status?: OrderStatus;
  /** The whole name, ignoring case. */
  readonly supplier?: string;
}

/** Reads orders without building entities. */
export interface OrderQueries {
  view(id: number): Promise<OrderView | undefined>;
  /** Newest first. */
  list(filter: OrderFilter, slice: SliceRequest): Promise<Slice<ListedOrderView>>;
}
export const OrderQueries = Symbol('orders.OrderQueries');
