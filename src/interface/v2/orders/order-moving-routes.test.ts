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
import { OrderMovingRoutes } from './order-moving-routes.js';
import { presentOrder } from './present-order.js';

const parts = { caller: aLibrarian, path: { id: toId('order', 5) } };
const seen = { ...parts, ifMatch: '"r3-v2.4"' };
const received = { bookId: 7, copies: [{ copyId: 11, barcode: 'HB-1' }] };

describe('The routes to place, receive and cancel orders in v2', () => {
  let service: SinonStubbedInstance<OrderService>;
  let orders: SinonStubbedInstance<OrderQueries>;
  let routes: OrderMovingRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(OrderService);
    service.receive.resolves(received);
    orders = stubOf<OrderQueries>('view');
    orders.view.withArgs(5).resolves(orderView());
    routes = new OrderMovingRoutes(service, orders);
  });
  afterEach(() => sinon.restore());

  it('are for librarians', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(3).fill('librarian'));
  });

  for (const [operationId, method] of [
    ['placeOrder', 'place'],
    ['cancelOrder', 'cancel'],
  ] as const) {
    describe(operationId, () => {
      it('moves the order of the path in the revision that If-Match names, and answers it with its new ETag', async () => {
        const reply = await call(routes, operationId, seen);
        expect(service[method].args).to.deep.equal([[5, 3]]);
        expect(reply).to.deep.equal({
          status: 200,
          headers: { ETag: '"r3-v2.4"' },
          body: presentOrder(orderView()),
        });
      });

      it('passes on every refusal of the service', async () => {
        const reasons = [...orderRefusals.move, ...orderRefusals.stale] as const;
        service[method].rejects(new Refusal(reasons));
        const codes = await codesOf(() => call(routes, operationId, seen));
        expect(codes).to.deep.equal(reasons.map(({ code }) => code));
      });
    });
  }

  it('place nothing without If-Match, and cancel an order in any revision without it', async () => {
    expect(await codesOf(() => call(routes, 'placeOrder', parts))).to.deep.equal([
      'request.precondition_required',
    ]);
    expect(service.place.called).to.equal(false);
    await call(routes, 'cancelOrder', parts);
    expect(service.cancel.args).to.deep.equal([[5, undefined]]);
  });

  describe('receiveOrder', () => {
    const body = { line: 1, quantity: 1 };

    it('receives what the body says', async () => {
      const all = {
        ...body,
        barcodes: ['HB-1'],
        kind: 'short_loan',
        callNumber: '891.73 DOS',
        shelf: 'Novels 4',
      };
      await call(routes, 'receiveOrder', { ...parts, body: all });
      expect(service.receive.args).to.deep.equal([[5, all]]);
    });

    it('receives standard copies with new barcodes by default', async () => {
      await call(routes, 'receiveOrder', { ...parts, body });
      const rest = { barcodes: undefined, kind: 'standard', callNumber: null, shelf: null };
      expect(service.receive.args).to.deep.equal([[5, { ...body, ...rest }]]);
    });

    it('answers 201 with the book, its copies and the order', async () => {
      const reply = await call(routes, 'receiveOrder', { ...parts, body });
      expect(reply).to.deep.equal({
        status: 201,
        headers: { Location: `/v2/orders/${toId('order', 5)}`, ETag: '"r3-v2.4"' },
        body: {
          bookId: toId('book', 7),
          copies: [{ id: toId('copy', 11), barcode: 'HB-1' }],
          order: presentOrder(orderView()),
        },
      });
    });

    for (const [field, wrong] of [
      ['line', { line: 0 }],
      ['line', { line: '1' }],
      ['quantity', { quantity: 0 }],
      ['quantity', { quantity: 1_001 }],
      ['quantity', { quantity: undefined }],
      ['barcodes', { barcodes: [] }],
      ['barcodes', { barcodes: 'HB-1' }],
      ['barcodes', { barcodes: ['HB-1', 'hb-1'] }],
      ['barcodes', { barcodes: ['HB 1'] }],
      ['barcodes', { barcodes: ['HB-1', 'HB-\0'] }],
      ['barcodes', { barcodes: [null] }],
      ['kind', { kind: 'Short Loan' }],
      ['shelf', { shelf: '' }],
      ['copies', { copies: 1 }],
    ] as const) {
      it(`refuses ${field} in ${JSON.stringify(wrong)}`, async () => {
        const sent = { ...body, ...wrong };
        const { code, fields } = await refusalOf(() =>
          call(routes, 'receiveOrder', { ...parts, body: sent }),
        );
        expect(code).to.equal('request.validation_failed');
        expect(Object.keys(fields ?? {})).to.deep.equal([field]);
        expect(service.receive.called).to.equal(false);
      });
    }

    it('passes on every refusal of the service', async () => {
      service.receive.rejects(new Refusal(orderRefusals.receive));
      const codes = await codesOf(() => call(routes, 'receiveOrder', { ...parts, body }));
      expect(codes).to.deep.equal(orderRefusals.receive.map(({ code }) => code));
    });
  });
});
