import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian } from '../../../../test/support/callers.js';
import { orderView } from '../../../../test/support/orders/order-views.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { OrderQueries } from '../../../application/orders/order-queries.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { toId } from '../ids.js';
import { OrderRoutes } from './order-routes.js';

const caller = aLibrarian;
const path = { id: toId('order', 5) };
const ofBook = { bookId: toId('book', 7), quantity: 2, unitPrice: 1_250 };
const toCome = {
  title: 'The Winter Book',
  isbn: '9780954221720',
  author: 'Tove Jansson',
  quantity: 1,
  unitPrice: 990,
};

/** `orderView()` as a list shows it. */
const listed = {
  id: toId('order', 5),
  supplier: 'Harbour Books',
  status: 'partly_received',
  currency: 'EUR',
  total: 3_490,
  createdAt: '2026-12-01T09:30:00.000Z',
  updatedAt: '2026-12-03T11:00:00.000Z',
  orderedAt: '2026-12-02T10:45:00.000Z',
};
const shown = {
  ...listed,
  lines: [
    { number: 1, ...ofBook, title: null, isbn: null, author: null, received: 2, total: 2_500 },
    { number: 2, bookId: null, ...toCome, received: 0, total: 990 },
  ],
};

describe('The order routes of v2', () => {
  const cursors = new Cursors(['a secret of this test']);
  let orders: SinonStubbedInstance<OrderQueries>;
  let routes: OrderRoutes;

  beforeEach(() => {
    orders = stubOf<OrderQueries>('view', 'list');
    orders.view.withArgs(5).resolves(orderView());
    orders.list.resolves({ items: [], next: undefined });
    routes = new OrderRoutes(orders, cursors);
  });
  afterEach(() => sinon.restore());

  it('are for librarians', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(2).fill('librarian'));
  });

  describe('listOrders', () => {
    it('queries the first twenty orders by default', async () => {
      await call(routes, 'listOrders', { caller });
      expect(orders.list.args).to.deep.equal([[{}, { after: undefined, limit: 20 }]]);
    });

    it('passes on the filters, the limit and the cursor', async () => {
      const cursor = cursors.write('orders', [9]) ?? '';
      const query = { status: 'ordered', supplier: 'harbour books', limit: '5', cursor };
      await call(routes, 'listOrders', { caller, query });
      const filter = { status: 'ordered', supplier: 'harbour books' };
      expect(orders.list.args).to.deep.equal([[filter, { after: [9], limit: 5 }]]);
    });

    it('answers the orders without their lines, and the way to the next page', async () => {
      orders.list.resolves({ items: [orderView()], next: [5] });
      const reply = await call(routes, 'listOrders', { caller });
      const nextCursor = cursors.write('orders', [5]);
      expect(reply.body).to.deep.equal({ data: [listed], page: { nextCursor } });
      expect(reply.headers['Link']).to.equal(`</v2/orders?cursor=${nextCursor}>; rel="next"`);
    });

    for (const query of [{ status: 'lost' }, { supplier: ' ' }, { limit: '0' }, { currency: 'EUR' }]) {
      it(`refuses the query ${JSON.stringify(query)}`, async () => {
        const codes = await codesOf(() => call(routes, 'listOrders', { caller, query }));
        expect(codes).to.deep.equal(['request.validation_failed']);
      });
    }

    it('refuses the cursor of another list', async () => {
      const cursor = cursors.write('loans', [9]) ?? '';
      expect(await codesOf(() => call(routes, 'listOrders', { caller, query: { cursor } }))).to.deep.equal([
        'request.cursor_invalid',
      ]);
    });
  });

  describe('getOrder', () => {
    it('answers the order with its lines, and its ETag', async () => {
      const reply = await call(routes, 'getOrder', { caller, path });
      expect(reply).to.deep.equal({ status: 200, headers: { ETag: '"r3-v2.4"' }, body: shown });
    });

    it('does not find an order that is not there, or something else', async () => {
      for (const id of [toId('order', 6), toId('book', 5), '5', '__proto__']) {
        expect(await codesOf(() => call(routes, 'getOrder', { caller, path: { id } }))).to.deep.equal([
          'orders.order_not_found',
        ]);
      }
    });
  });
});
