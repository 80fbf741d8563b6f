import type { OrderFilter } from '../../../application/orders/order-queries.js';
import type { Delivery as Delivered, DeliveryDetails } from '../../../application/orders/order-service.js';
import type {
  ListedOrderView,
  OrderDetails,
  OrderLineDetails,
  OrderLineView,
  OrderView,
} from '../../../application/orders/views.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import { toId, toKey } from '../ids.js';
import type { NewOrder, NewOrderLine, NewDelivery, OrderPatch } from './order-bodies.js';
import type { OrderListQuery } from './list-query.js';
import type { ListedOrder, Order, OrderLine, Delivery } from './order-shapes.js';

export function presentListedOrder(order: ListedOrderView): ListedOrder {
  return {
    id: toId('order', order.id),
    supplier: order.supplier,
    status: order.status,
    currency: order.currency,
    total: order.total,
    createdAt: order.createdAt.toISOString(),
    updatedAt: order.updatedAt.toISOString(),
    orderedAt: order.orderedAt?.toISOString() ?? null,
  };
}

export function presentOrder(order: OrderView): Order {
  return { ...presentListedOrder(order), lines: order.lines.map(presentLine) };
}

export function presentDelivery({ bookId, copies }: Delivered, order: OrderView): Delivery {
  return {
    bookId: toId('book', bookId),
    copies: copies.map(({ copyId, barcode }) => ({ id: toId('copy', copyId), barcode })),
    order: presentOrder(order),
  };
}

function presentLine(line: OrderLineView): OrderLine {
  return {
    number: line.number,
    bookId: line.bookId === null ? null : toId('book', line.bookId),
    title: line.title,
    isbn: line.isbn,
    author: line.author,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    received: line.received,
    total: line.total,
  };
}

/** Only the filters that the request has. */
export function orderFilter({ status, supplier }: OrderListQuery): OrderFilter {
  return omitUndefined({ status, supplier });
}

export function newOrder({ supplier, currency, lines }: NewOrder): OrderDetails {
  return { supplier, currency, lines: lines.map(newLine) };
}

/** Only the fields that the client has sent. */
export function orderChanges({ supplier, currency, lines }: OrderPatch): Partial<OrderDetails> {
  return omitUndefined({ supplier, currency, lines: lines?.map(newLine) });
}

export function delivery(body: NewDelivery): DeliveryDetails {
  const { line, quantity, barcodes, kind, callNumber = null, shelf = null } = body;
  return { line, quantity, barcodes, kind, callNumber, shelf };
}

function newLine(line: NewOrderLine): OrderLineDetails {
  const { bookId, title = null, isbn = null, author = null, quantity, unitPrice } = line;
  const key = bookId === undefined ? null : toKey('book', bookId);
  return { bookId: key, title, isbn, author, quantity, unitPrice };
}
