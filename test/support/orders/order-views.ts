import type { OrderView } from '../../../src/application/orders/views.js';

/** Order 5 in its revision 3, partly received, with a line of each kind, and these changes. */
export function orderView(changes: Partial<OrderView> = {}): OrderView {
  return {
    id: 5,
    supplier: 'Harbour Books',
    currency: 'EUR',
    status: 'partly_received',
    total: 3_490,
    revision: 3,
    createdAt: new Date('2026-12-01T09:30:00Z'),
    updatedAt: new Date('2026-12-03T11:00:00Z'),
    orderedAt: new Date('2026-12-02T10:45:00Z'),
    lines: [
      {
        number: 1,
        bookId: 7,
        title: null,
        isbn: null,
        author: null,
        quantity: 2,
        unitPrice: 1_250,
        received: 2,
        total: 2_500,
      },
      {
        number: 2,
        bookId: null,
        title: 'The Winter Book',
        isbn: '9780954221720',
        author: 'Tove Jansson',
        quantity: 1,
        unitPrice: 990,
        received: 0,
        total: 990,
      },
    ],
    ...changes,
  };
}
