import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian } from '../../../../test/support/callers.js';
import { orderView } from '../../../../test/support/orders/order-views.js';
import { codesOf, refusalOf } from '../../../../test/support/refusal-of.js';
import { call } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { OrderQueries } from '../../../application/orders/order-queries.js';
import { orderRefusals, OrderService } from '../../../application/orders/order-service.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { toId } from '../ids.js';
import { OrderEditingRoutes } from './order-editing-routes.js';
import { presentOrder } from './present-order.js';

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

describe('The routes of v2 that change drafts of orders', () => {
  let service: SinonStubbedInstance<OrderService>;
  let orders: SinonStubbedInstance<OrderQueries>;
  let routes: OrderEditingRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(OrderService);
    service.add.resolves(5);
    orders = stubOf<OrderQueries>('view');
    orders.view.withArgs(5).resolves(orderView());
    routes = new OrderEditingRoutes(service, orders);
  });
  afterEach(() => sinon.restore());

  it('are for librarians', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(3).fill('librarian'));
  });

  describe('addOrder', () => {
    it('adds a draft with all fields of the body', async () => {
      await call(routes, 'addOrder', { caller, body });
      expect(service.add.args).to.deep.equal([[{ ...body, lines }]]);
    });

    it('answers 201 with the stored order, its Location, and its ETag', async () => {
      const reply = await call(routes, 'addOrder', { caller, body });
      const headers = { Location: `/v2/orders/${toId('order', 5)}`, ETag: '"r3-v2.4"' };
      expect(reply).to.deep.equal({ status: 201, headers, body: presentOrder(orderView()) });
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
        orders.view.withArgs(5).resolves(orderView({ revision: 4 }));
      });
      const reply = await call(routes, 'editOrder', { ...parts, body: {} });
      expect(reply).to.deep.equal({
        status: 200,
        headers: { ETag: '"r4-v2.4"' },
        body: presentOrder(orderView()),
      });
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
