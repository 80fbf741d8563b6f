import { expect } from 'chai';
import sql from 'sql-template-tag';
import { Orders } from '../../../../src/application/orders/orders.js';
import type { Override } from '../../../../src/composition/start/bootstrap.js';
import { OrderLine } from '../../../../src/domain/orders/order-line.js';
import { Order } from '../../../../src/domain/orders/order.js';
import { MikroOrders } from '../../../../src/infrastructure/orders/mikro-orders.js';
import { SqlUnitOfWork } from '../../../../src/infrastructure/kernel/unit-of-work/sql-unit-of-work.js';
import type { Answer } from '../../../support/api-client.js';
import { expectInvariants } from '../../../support/invariants.js';
import { openPurchasing, toCome, type Purchasing } from './purchasing.js';

const config = { databasePoolMax: 25 };
const one = { line: 1, quantity: 1 };

const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const key = status < 400 ? String(status) : `${status} ${body.code}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** A busy machine may let a request wait too long for the lock of the order: it is then refused, and sent again. */
async function stubborn(send: () => Promise<Answer>): Promise<Answer> {
  const answer = await send();
  return answer.status === 503 ? stubborn(send) : answer;
}

describe('Many parallel clients of an order of /v2', () => {
  let office: Purchasing;
  before(async () => {
    const opened = await openPurchasing({ config });
    office = { ...opened, receive: (...given) => stubborn(() => opened.receive(...given)) };
  });
  after(() => office.stop());
  afterEach(async () => {
    await office.expectSound();
    await expectInvariants(office.databaseUrl);
  });

  it('never receive more than was ordered', async () => {
    const order = await office.ordered(await office.lineOfBook({ quantity: 5 }), toCome);
    const before = await office.copies();
    const answers = await times(20, () => office.receive(order, one));
    expect(tally(answers)).to.deep.equal({ 201: 5, '409 orders.more_than_ordered': 15 });
    expect(await office.copies()).to.equal(before + 5);
  });

  it('receive once with the same key', async () => {
    const order = await office.ordered(await office.lineOfBook({ quantity: 20 }));
    const before = await office.copies();
    const answers = await times(20, () => office.receive(order, one, { 'Idempotency-Key': '"one-box"' }));
    const received = answers.filter(({ status }) => status === 201);
    expect(tally(answers)['201']).to.be.greaterThan(0);
    expect(Object.keys(tally(answers))).to.have.members(
      received.length === 20 ? ['201'] : ['201', '409 request.idempotency_key_in_use'],
    );
    expect(new Set(received.map(({ body }) => JSON.stringify(body))).size).to.equal(1);
    expect(await office.copies()).to.equal(before + 1);
  });

  it('make one book of a title to come', async () => {
    const order = await office.ordered({ ...toCome, quantity: 10 });
    const answers = await times(10, () => office.receive(order, one));
    expect(tally(answers)).to.deep.equal({ 201: 10 });
    expect(new Set(answers.map(({ body }) => body.bookId as string)).size).to.equal(1);
    expect((await office.see(order)).status).to.equal('received');
  });

  it('make one book of a new ISBN in any form, whichever orders it comes with', async () => {
    for (const [first, second] of [
      ['978-0-9542217-2-0', '0954221729'],
      ['9780141439518', '978-0-14-143951-8'],
      ['0-306-40615-2', '9780306406157'],
    ]) {
      const orders = await times(8, (at) =>
        office.ordered({ ...toCome, isbn: at % 2 === 0 ? first : second }),
      );
      const answers = await Promise.all(orders.map((order) => office.receive(order, one)));
      expect(tally(answers)).to.deep.equal({ 201: 8 });
      expect(new Set(answers.map(({ body }) => body.bookId as string)).size).to.equal(1);
    }
  });

  it('receive different lines, each completely', async () => {
    const lines = await times(10, () => office.lineOfBook({ quantity: 2 }));
    const order = await office.ordered(...lines);
    const answers = await times(20, (at) => office.receive(order, { ...one, line: (at % 10) + 1 }));
    expect(tally(answers)).to.deep.equal({ 201: 20 });
    expect((await office.see(order)).status).to.equal('received');
  });

  it('do not share a barcode between two orders', async () => {
    const orders = await times(10, async () => office.ordered(await office.lineOfBook()));
    const barcodes = ['HB-SHARED'];
    const answers = await Promise.all(orders.map((order) => office.receive(order, { ...one, barcodes })));
    expect(tally(answers)).to.deep.equal({ 201: 1, '409 catalogue.barcode_taken': 9 });
  });

  it('receive before the order is cancelled, or not at all', async () => {
    for (let round = 0; round < 5; round++) {
      const order = await office.ordered(await office.lineOfBook({ quantity: 10 }));
      const post = (what: string) => office.ask('POST', `/v2/orders/${order.id}/${what}`);
      const [cancelled, ...received] = await Promise.all([
        post('cancellations'),
        ...Array.from({ length: 8 }, () => office.receive(order, one)),
      ]);
      expect(cancelled.status).to.equal(200);
      const { lines, status } = await office.see(order);
      expect([status, lines[0]?.received]).to.deep.equal(['cancelled', tally(received)['201'] ?? 0]);
    }
  });

  it('place a draft once, and delete it or place it', async () => {
    const draft = await office.draft(toCome);
    const placed = await times(10, () => office.place(draft));
    expect(tally(placed)).to.deep.equal({ 200: 1, '412 orders.order_changed': 9 });
    const other = await office.draft(toCome);
    const answers = await Promise.all([office.place(other), office.ask('DELETE', `/v2/orders/${other.id}`)]);
    expect(Object.keys(tally(answers))).to.satisfy(
      (keys: string[]) =>
        keys.join() === '204,404 orders.order_not_found' ||
        keys.join() === '200,409 orders.order_state_invalid',
    );
  });

  it('receive copies of a book while it is withdrawn, lent and received elsewhere', async () => {
    for (let round = 0; round < 5; round++) {
      const line = await office.lineOfBook({ quantity: 10 });
      const orders = [await office.ordered(line), await office.ordered(line)];
      const answers = await Promise.all([
        ...orders.flatMap((order) => [office.receive(order, one), office.receive(order, one)]),
        office.ask('DELETE', `/v2/books/${line.bookId}`),
      ]);
      expect(Object.keys(tally(answers))).to.include('204');
      expect(answers.every(({ status }) => [201, 204, 404].includes(status))).to.equal(true);
    }
  });
});

describe('The same deliveries on a service that does not lock the order', () => {
  it('lose copies, so the tests detect a missing lock', async () => {
    const office = await openPurchasing({ config, overrides: [withoutLock] });
    try {
      let isSound = true;
      for (let round = 0; round < 20 && isSound; round++) {
        const order = await office.ordered(await office.lineOfBook({ quantity: 20 }));
        await times(20, () => office.receive(order, one));
        isSound = await office.expectSound().then(
          () => true,
          () => false,
        );
      }
      expect(isSound).to.equal(false);
    } finally {
      await office.stop();
    }
  });
});

const withoutLock: Override = (container) =>
  container.register<Orders>(Orders, {
    useFactory: (c) => {
      const unit = c.resolve(SqlUnitOfWork);
      return Object.assign(new MikroOrders(unit), {
        lock: async (id: number) => {
          const order = await unit.em.findOne(Order, { id });
          if (order)
            order.lines = await unit.em.find(OrderLine, { orderId: id }, { orderBy: { number: 'asc' } });
          return order ?? undefined;
        },
      });
    },
  });

describe('The tables of orders', () => {
  let office: Purchasing;
  before(async () => (office = await openPurchasing()));
  after(() => office.stop());

  for (const [constraint, change] of Object.entries({
    purchase_order_supplier_given: sql`update purchase_order set supplier = ''`,
    purchase_order_currency_code: sql`update purchase_order set currency = 'euro'`,
    purchase_order_status_known: sql`update purchase_order set status = 'lost'`,
    purchase_order_ordered_once: sql`update purchase_order set ordered_at = null`,
    purchase_order_line_number_counts: sql`update purchase_order_line set number = 0 where number = 1`,
    purchase_order_line_number_unique: sql`update purchase_order_line set number = 7`,
    purchase_order_line_quantity_counts: sql`update purchase_order_line set quantity = 0`,
    purchase_order_line_price_owed: sql`update purchase_order_line set unit_price = -1`,
    purchase_order_line_of_book: sql`update purchase_order_line set title = null, book_id = null`,
    purchase_order_line_received_ordered: sql`update purchase_order_line set received = quantity + 1`,
    purchase_order_line_book_id_fkey: sql`update purchase_order_line set book_id = 999999`,
  })) {
    it(`are kept right by ${constraint}`, async () => {
      await office.ordered(toCome, toCome);
      const message = await office.rows(change).then(
        () => '',
        (failure: Error) => failure.message,
      );
      expect(message).to.include(constraint);
    });
  }
});
