import { expect } from 'chai';
import fc from 'fast-check';
import { codesOf, refusalOf } from '../../../test/support/refusal-of.js';
import { Order, type OrderStatus } from './order.js';
import type { OrderLineDetails } from './order-line.js';

const created = new Date('2026-12-01T09:30:00Z');
const now = new Date('2026-12-02T09:30:00Z');
const ofBook = (more: Partial<OrderLineDetails> = {}): OrderLineDetails => ({
  bookId: 7,
  title: null,
  isbn: null,
  author: null,
  quantity: 2,
  unitPrice: 1_250,
  ...more,
});
const toCome = ofBook({ bookId: null, title: 'The Winter Book', quantity: 1, unitPrice: 990 });

const draft = (...lines: OrderLineDetails[]) =>
  new Order({ supplier: 'Harbour Books', currency: 'EUR', lines }, created);

/** An order of two lines in each state. */
const inState: Readonly<Record<OrderStatus, () => Order>> = {
  draft: () => draft(ofBook(), toCome),
  ordered: () => after(inState.draft(), (order) => order.place(now)),
  partly_received: () => after(inState.ordered(), (order) => order.receive(1, 2, now)),
  received: () => after(inState.partly_received(), (order) => order.receive(2, 1, now)),
  cancelled: () => after(inState.partly_received(), (order) => order.cancel(now)),
};

function after(order: Order, move: (order: Order) => void): Order {
  move(order);
  return order;
}

const actions: Readonly<Record<string, (order: Order) => unknown>> = {
  revise: (order) => order.revise({ supplier: 'Another' }, now),
  remove: (order) => order.require('remove'),
  place: (order) => order.place(now),
  receive: (order) => order.receive(2, 1, now),
  cancel: (order) => order.cancel(now),
};

describe('An order', () => {
  it('is a draft in its first revision when it is new, with numbered lines', () => {
    const order = inState.draft();
    expect(order).to.include({ status: 'draft', revision: 1, orderedAt: null, createdAt: created });
    expect(order.lines.map(({ number, received }) => [number, received])).to.deep.equal([
      [1, 0],
      [2, 0],
    ]);
  });

  it('has the total of its lines, whatever of it has come', () => {
    for (const make of Object.values(inState)) expect(make().total).to.equal(2 * 1_250 + 990);
  });

  it('has a total that is the exact sum, for all lines within the bounds', () => {
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 1_000 }),
      unitPrice: fc.integer({ min: 0, max: 100_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 100 }), (lines) => {
        const { total } = draft(...lines.map(ofBook));
        const exact = lines.reduce((sum, each) => sum + BigInt(each.quantity) * BigInt(each.unitPrice), 0n);
        expect(BigInt(total)).to.equal(exact);
        expect(total).to.satisfy(Number.isSafeInteger);
      }),
    );
  });

  for (const [status, allowed] of Object.entries({
    draft: ['revise', 'remove', 'place'],
    ordered: ['receive', 'cancel'],
    partly_received: ['receive', 'cancel'],
    received: [],
    cancelled: [],
  } as Record<OrderStatus, string[]>)) {
    it(`that is ${status} can do ${allowed.join(', ') || 'nothing'}, and is not changed by anything else`, async () => {
      for (const [name, act] of Object.entries(actions)) {
        const order = inState[status as OrderStatus]();
        if (allowed.includes(name)) act(order);
        else {
          const before = JSON.stringify(order);
          const { reasons } = await refusalOf(() => act(order));
          expect(reasons[0].code, name).to.equal('orders.order_state_invalid');
          expect(reasons[0].parameters, name).to.deep.include({ status });
          expect(JSON.stringify(order), name).to.equal(before);
        }
      }
    });
  }

  it('is placed once, at that moment', () => {
    expect(inState.ordered()).to.include({ status: 'ordered', orderedAt: now, updatedAt: now, revision: 2 });
  });

  it('is partly received until the last copy of the last line has come', () => {
    const order = inState.ordered();
    const statuses = [
      [1, 1],
      [2, 1],
      [1, 1],
    ].map(([line = 0, quantity = 0]) => {
      order.receive(line, quantity, now);
      return order.status;
    });
    expect(statuses).to.deep.equal(['partly_received', 'partly_received', 'received']);
  });

  it('refuses a line that it does not have', async () => {
    expect(await codesOf(() => inState.ordered().receive(3, 1, now))).to.deep.equal([
      'orders.line_not_found',
    ]);
  });

  it('keeps what was received when the rest is cancelled', () => {
    expect(inState.cancelled().lines.map(({ received }) => received)).to.deep.equal([2, 0]);
  });

  it('never receives more than was ordered, and is received exactly when all of it has come', () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
    const comings = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })));
    fc.assert(
      fc.property(quantities, comings, (ordered, deliveries) => {
        const order = draft(...ordered.map((quantity) => ofBook({ quantity })));
        order.place(now);
        for (const [line, quantity] of deliveries) {
          try {
            order.receive(line, quantity, now);
          } catch {
            // A refused delivery changes nothing.
          }
          const received = order.lines.map((each) => each.received);
          expect(received.every((count, at) => count <= (ordered[at] ?? 0))).to.equal(true);
          const isAll = received.every((count, at) => count === ordered[at]);
          const isNone = received.every((count) => count === 0);
          expect(order.status).to.equal(isAll ? 'received' : isNone ? 'ordered' : 'partly_received');
        }
      }),
    );
  });

  it('takes other lines while it is a draft, and numbers them anew', () => {
    const order = inState.draft();
    expect(order.revise({ lines: [toCome] }, now)).to.deep.equal(['lines']);
    expect(order).to.include({ revision: 2, updatedAt: now });
    expect(order.lines.map(({ number, title }) => [number, title])).to.deep.equal([[1, 'The Winter Book']]);
  });

  it('stays in its revision when nothing differs', () => {
    const order = inState.draft();
    const same = { supplier: 'Harbour Books', currency: 'EUR', lines: [ofBook(), toCome] };
    expect(order.revise(same, now)).to.deep.equal([]);
    expect(order).to.include({ revision: 1, updatedAt: created });
  });

  it('refuses a change that is based on another revision', async () => {
    expect(await codesOf(() => inState.draft().expect(2))).to.deep.equal(['orders.order_changed']);
    inState.draft().expect(1);
  });
});
