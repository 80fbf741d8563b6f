import { defineEntity, p } from '@mikro-orm/postgresql';
import { Order, type OrderStatus } from '../../domain/orders/order.js';
import { OrderLine } from '../../domain/orders/order-line.js';
import type { StoredFields } from '../kernel/transaction/stored-fields.js';

export const orderSchema = defineEntity({
  class: Order,
  tableName: 'purchase_order',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    supplier: p.text(),
    currency: p.text(),
    status: p.text().$type<OrderStatus>(),
    revision: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    orderedAt: p.datetime().nullable(),
  } satisfies Record<Exclude<StoredFields<Order>, 'lines' | 'total'>, unknown>,
});

export const orderLineSchema = defineEntity({
  class: OrderLine,
  tableName: 'purchase_order_line',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    orderId: p.bigint('number'),
    number: p.integer(),
    bookId: p.bigint('number').nullable(),
    title: p.text().nullable(),
    isbn: p.text().nullable(),
    author: p.text().nullable(),
    quantity: p.integer(),
    unitPrice: p.bigint('number'),
    received: p.integer(),
  } satisfies Record<Exclude<StoredFields<OrderLine>, 'isReceived' | 'total'>, unknown>,
});
