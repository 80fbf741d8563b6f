import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian } from '../../../../test/support/callers.js';
import { anOrder } from '../../../../test/support/orders/order-views.js';
import { codesOf, refusalOf } from '../../../../test/support/refusal-of.js';
import { call } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { OrderQueries } from '../../../application/orders/order-queries.js';
import { orderRefusals, OrderService } from '../../../application/orders/order-service.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
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
const body = { supplier: 'Harbour Books', currency: 'EUR', lines: [ofBook, toCome] };

/** The lines of the body as the service gets them. */
const lines = [
  { bookId: 7, title: null, isbn: null, author: null, quantity: 2, unitPrice: 1_250 },
  { bookId: null, ...toCome },
];

/** `anOrder()` as a list shows it. */
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
  let service: SinonStubbedInstance<OrderService>;
  let orders: SinonStubbedInstance<OrderQueries>;
  let routes: OrderRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(OrderService);
    service.add.resolves(5);
    orders = stubOf<OrderQueries>('view', 'list');
    orders.view.withArgs(5).resolves(anOrder());
    orders.list.resolves({ items: [], next: undefined });
    routes = new OrderRoutes(service, orders, cursors);
  });
  afterEach(() => sinon.restore());

  it('are for librarians', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(5).fill('librarian'));
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
      orders.list.resolves({ items: [anOrder()], next: [5] });
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

  describe('addOrder', () => {
    it('adds a draft with all fields of the body', async () => {
      await call(routes, 'addOrder', { caller, body });
      expect(service.add.args).to.deep.equal([[{ ...body, lines }]]);
    });

    it('answers 201 with the stored order, its Location, and its ETag', async () => {
      const reply = await call(routes, 'addOrder', { caller, body });
      const headers = { Location: `/v2/orders/${toId('order', 5)}`, ETag: '"r3-v2.4"' };
      expect(reply).to.deep.equal({ status: 201, headers, body: shown });
    });

    const line = (more: object) => ({ lines: [{ ...ofBook, ...more }] });
    for (const [field, wrong] of [
      ['supplier', { supplier: ' ' }],
      ['supplier', { supplier: 'NUL \0' }],
      ['currency', { currency: 'eur' }],
      ['currency', { currency: 'XYZ' }],
      ['currency', { currency: null }],
      ['currency', { currency: ['EUR'] }],
      ['lines', { lines: [] }],
      ['lines', { lines: {} }],
      ['lines', { lines: Array.from({ length: 101 }, () => ofBook) }],
      ['lines.0', { lines: [null] }],
      ['lines.0.quantity', line({ quantity: 0 })],
      ['lines.0.quantity', line({ quantity: 1_001 })],
      ['lines.0.quantity', line({ quantity: 1.5 })],
      ['lines.0.unitPrice', line({ unitPrice: -1 })],
      ['lines.0.unitPrice', line({ unitPrice: 100_000_001 })],
      ['lines.0.unitPrice', line({ unitPrice: '12.50' })],
      ['lines.0.title', line({ title: '' })],
      ['lines.0.isbn', line({ isbn: 9_780_954_221_720 })],
      ['lines.0.received', line({ received: 1 })],
      ['total', { total: 1 }],
      ['status', { status: 'received' }],
    ] as const) {
      it(`refuses ${field} in ${JSON.stringify(wrong).slice(0, 60)}`, async () => {
        const sent = { ...body, ...wrong };
        const { code, fields } = await refusalOf(() => call(routes, 'addOrder', { caller, body: sent }));
        expect(code).to.equal('request.validation_failed');
        expect(Object.keys(fields ?? {})).to.deep.equal([field]);
        expect(service.add.called).to.equal(false);
      });
    }

    it('passes on every refusal of the service', async () => {
      service.add.rejects(new Refusal(orderRefusals.add));
      const codes = await codesOf(() => call(routes, 'addOrder', { caller, body }));
      expect(codes).to.deep.equal(orderRefusals.add.map(({ code }) => code));
    });
  });

  describe('editOrder', () => {
    const parts = { caller, path, ifMatch: '"r3-v2.4"' };

    it('changes every field of the body, if the order is in the revision that If-Match names', async () => {
      await call(routes, 'editOrder', { ...parts, body });
      expect(service.revise.args).to.deep.equal([[5, { ...body, lines }, 3]]);
    });

    it('changes no other field', async () => {
      await call(routes, 'editOrder', { ...parts, body: { supplier: 'Another' } });
      expect(service.revise.args).to.deep.equal([[5, { supplier: 'Another' }, 3]]);
    });

    it('refuses a change without If-Match, and null', async () => {
      expect(await codesOf(() => call(routes, 'editOrder', { caller, path, body }))).to.deep.equal([
        'request.precondition_required',
      ]);
      for (const name of ['supplier', 'currency', 'lines']) {
        const sent = { ...parts, body: { [name]: null } };
        expect(await codesOf(() => call(routes, 'editOrder', sent))).to.deep.equal([
          'request.validation_failed',
        ]);
      }
      expect(service.revise.called).to.equal(false);
    });

    it('answers the changed order, with its new ETag', async () => {
      service.revise.callsFake(async () => {
        orders.view.withArgs(5).resolves(anOrder({ revision: 4 }));
      });
      const reply = await call(routes, 'editOrder', { ...parts, body: {} });
      expect(reply).to.deep.equal({ status: 200, headers: { ETag: '"r4-v2.4"' }, body: shown });
    });

    it('passes on every refusal of the service', async () => {
      const reasons = [...orderRefusals.revise, ...orderRefusals.stale] as const;
      service.revise.rejects(new Refusal(reasons));
      const codes = await codesOf(() => call(routes, 'editOrder', { ...parts, body }));
      expect(codes).to.deep.equal(reasons.map(({ code }) => code));
    });
  });

  describe('deleteOrder', () => {
    it('removes the order of the path, in any revision without If-Match', async () => {
      const reply = await call(routes, 'deleteOrder', { caller, path });
      expect(reply).to.deep.equal({ status: 204, headers: {}, body: undefined });
      expect(service.remove.args).to.deep.equal([[5, undefined]]);
    });

    it('removes it only in the revision that If-Match names', async () => {
      await call(routes, 'deleteOrder', { caller, path, ifMatch: '"r3-v2.4"' });
      expect(service.remove.args).to.deep.equal([[5, 3]]);
    });

    it('passes on every refusal of the service', async () => {
      const reasons = [...orderRefusals.move, ...orderRefusals.stale] as const;
      service.remove.rejects(new Refusal(reasons));
      const codes = await codesOf(() => call(routes, 'deleteOrder', { caller, path }));
      expect(codes).to.deep.equal(reasons.map(({ code }) => code));
    });
  });
});
