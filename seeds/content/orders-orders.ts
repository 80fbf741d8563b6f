import type { OrderDetails, OrderStatus } from '../../src/domain/orders/order.js';

/** A line of an order to be seeded, for a book with this ISBN in the standard catalogue, or for a title to come. */
export interface PlannedLine {
  readonly bookIsbn?: string;
  readonly title?: string;
  readonly author?: string;
  readonly quantity: number;
  readonly unitPrice: number;
  /** How many copies have come. They are among the copies of the catalogue. */
  readonly received?: number;
}

/** An order to be seeded. */
export interface PlannedOrder extends Omit<OrderDetails, 'lines'> {
  readonly status: OrderStatus;
  readonly daysAgo: number;
  readonly lines: readonly PlannedLine[];
}

/** A draft, an order that nothing has come of yet, one of which a part has come, and a second draft. */
export const plannedOrders: readonly PlannedOrder[] = [
  {
    supplier: 'Harbour Books',
    currency: 'EUR',
    status: 'draft',
    daysAgo: 1,
    lines: [
      { bookIsbn: '9780441013593', quantity: 2, unitPrice: 1_099 },
      { title: 'The Winter Book', author: 'Tove Jansson', quantity: 1, unitPrice: 990 },
    ],
  },
  {
    supplier: 'Harbour Books',
    currency: 'EUR',
    status: 'ordered',
    daysAgo: 9,
    lines: [
      { bookIsbn: '9781400044160', quantity: 5, unitPrice: 1_250 },
      { title: 'The True Deceiver', author: 'Tove Jansson', quantity: 2, unitPrice: 1_150 },
    ],
  },
  {
    supplier: 'Northern Light Books',
    currency: 'SEK',
    status: 'partly_received',
    daysAgo: 40,
    lines: [
      { bookIsbn: '9780262033848', quantity: 3, unitPrice: 89_900, received: 2 },
      { title: 'Fair Play', author: 'Tove Jansson', quantity: 1, unitPrice: 14_900 },
    ],
  },
  {
    supplier: 'Old Town Antiquarian',
    currency: 'JPY',
    status: 'draft',
    daysAgo: 0,
    lines: [{ title: 'A First Edition', quantity: 1, unitPrice: 48_000 }],
  },
];
