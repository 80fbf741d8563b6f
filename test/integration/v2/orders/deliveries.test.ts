import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId } from '../../../../src/interface/v2/ids.js';
import { openPurchasing, toCome, type Purchasing } from './purchasing.js';

describe('A delivery of /v2', () => {
  let office: Purchasing;
  before(async () => (office = await openPurchasing()));
  after(() => office.stop());
  afterEach(() => office.expectSound());

  it('makes copies with these barcodes, which can be lent at once', async () => {
    const line = await office.lineOfBook();
    const order = await office.ordered(line);
    const json = { line: 1, quantity: 2, barcodes: ['HB-1', 'HB-2'], kind: 'short_loan', shelf: 'Novels 4' };
    const { status, body } = await office.receive(order, json);
    expect([status, body.bookId, body.order.status]).to.deep.equal([201, line.bookId, 'partly_received']);
    const copies = await office.ask('GET', `/v2/books/${line.bookId}/copies`);
    expect(copies.body.data.map((copy: object) => ({ ...copy, createdAt: 0 }))).to.deep.equal(
      body.copies.map((copy: object) => ({
        ...copy,
        bookId: line.bookId,
        status: 'available',
        kind: 'short_loan',
        callNumber: null,
        shelf: 'Novels 4',
        createdAt: 0,
      })),
    );
    const lent = await office.ask('POST', '/v2/loans', { copyBarcode: 'hb-1' }, { who: office.patron });
    expect(lent.status).to.equal(201);
  });

  it('makes new barcodes without any', async () => {
    const order = await office.ordered(await office.lineOfBook());
    const { body } = await office.receive(order, { line: 1, quantity: 3 });
    const barcodes = body.copies.map(({ barcode }: { barcode: string }) => barcode);
    expect(new Set(barcodes).size).to.equal(3);
    expect(body.order.status).to.equal('received');
  });

  it('makes a brief record of a title to come, once', async () => {
    const order = await office.ordered({ ...toCome, isbn: '978-0-9542217-2-0' });
    const [first, second] = [
      await office.receive(order, { line: 1, quantity: 1 }),
      await office.receive(order, { line: 1, quantity: 1 }),
    ];
    expect(second.body.bookId).to.equal(first.body.bookId);
    const { body } = await office.ask('GET', `/v2/books/${first.body.bookId}`);
    expect(body).to.deep.include({
      title: 'The Winter Book',
      isbn13: '9780954221720',
      contributors: [{ name: 'Tove Jansson', role: 'author' }],
      subjects: [],
      year: null,
    });
    expect((await office.see(order)).lines[0]).to.deep.include({ bookId: first.body.bookId, received: 2 });
  });

  it('finds the book that was catalogued meanwhile by its ISBN in any form', async () => {
    const order = await office.ordered({ ...toCome, isbn: '0-14-118776-X' });
    const key = await office.addBook({ title: 'A book of that number', isbn: '9780141187761' }, 0);
    const { body } = await office.receive(order, { line: 1, quantity: 1 });
    expect(body.bookId).to.equal(toId('book', key));
  });

  it('happens once for the same key, and a second time without one only while copies are to come', async () => {
    const order = await office.ordered(await office.lineOfBook({ quantity: 2 }));
    const before = await office.copies();
    const headers = { 'Idempotency-Key': '"box-1"' };
    const one = { line: 1, quantity: 1 };
    const [first, again] = [
      await office.receive(order, one, headers),
      await office.receive(order, one, headers),
    ];
    expect(again.body).to.deep.equal(first.body);
    expect(await office.copies()).to.equal(before + 1);
    expect((await office.receive(order, one)).status).to.equal(201);
    const { status, body } = await office.receive(order, one);
    expect([status, body.code]).to.deep.equal([409, 'orders.order_state_invalid']);
    expect(await office.copies()).to.equal(before + 2);
  });

  it('is refused beyond what was ordered, and says what is still to come', async () => {
    const order = await office.ordered(await office.lineOfBook(), toCome);
    await office.receive(order, { line: 1, quantity: 2 });
    const { body } = await office.receive(order, { line: 1, quantity: 2 });
    expect([body.code, body.parameters]).to.deep.equal([
      'orders.more_than_ordered',
      { open: 1, quantity: 2 },
    ]);
  });

  it('stores nothing at all when one barcode is taken, not even the brief record', async () => {
    const order = await office.ordered(toCome);
    const before = await office.rows(sql`select id from book`);
    const [copies, [taken]] = [
      await office.copies(),
      await office.rows<{ barcode: string }>(sql`select barcode from copy limit 1`),
    ];
    const events = await office.auditOf(async () => {
      const barcodes = ['HB-FREE', taken?.barcode.toLowerCase()];
      const { status, body } = await office.receive(order, { line: 1, quantity: 2, barcodes });
      expect([status, body.code]).to.deep.equal([409, 'catalogue.barcode_taken']);
    });
    expect(events).to.deep.equal([]);
    expect(await office.rows(sql`select id from book`)).to.deep.equal(before);
    expect(await office.copies()).to.equal(copies);
    expect(await office.see(order)).to.deep.equal(order);
  });

  it('of a book that was withdrawn is refused, and the rest can be cancelled', async () => {
    const line = await office.lineOfBook();
    const order = await office.ordered(line);
    await office.ask('DELETE', `/v2/books/${line.bookId}`);
    const { status, body } = await office.receive(order, { line: 1, quantity: 1 });
    expect([status, body.code]).to.deep.equal([404, 'catalogue.book_not_found']);
    const cancelled = await office.ask('POST', `/v2/orders/${order.id}/cancellations`);
    expect(cancelled.body.status).to.equal('cancelled');
  });

  it('is refused for a draft, and after the order was received or cancelled', async () => {
    const line = await office.lineOfBook({ quantity: 1 });
    const one = { line: 1, quantity: 1 };
    const code = async (order: Parameters<Purchasing['receive']>[0]) =>
      (await office.receive(order, one)).body.code;
    expect(await code(await office.draft(line))).to.equal('orders.order_state_invalid');
    const received = await office.ordered(line);
    await office.receive(received, one);
    expect(await code(received)).to.equal('orders.order_state_invalid');
    const cancelled = await office.ordered(line);
    await office.ask('POST', `/v2/orders/${cancelled.id}/cancellations`);
    expect(await code(cancelled)).to.equal('orders.order_state_invalid');
  });

  it('keeps what has come when the rest is cancelled', async () => {
    const order = await office.ordered(await office.lineOfBook());
    await office.receive(order, { line: 1, quantity: 1 });
    const { body } = await office.ask('POST', `/v2/orders/${order.id}/cancellations`);
    expect([body.status, body.lines[0].received, body.total]).to.deep.equal(['cancelled', 1, order.total]);
  });

  it('takes a thousand copies within its deadline', async () => {
    const order = await office.ordered(await office.lineOfBook({ quantity: 1_000 }));
    const barcodes = Array.from({ length: 1_000 }, (_, at) => `MANY-${at}`);
    const { status, body } = await office.receive(order, { line: 1, quantity: 1_000, barcodes });
    expect([status, body.copies.length, body.copies[999].barcode]).to.deep.equal([201, 1_000, 'MANY-999']);
  });

  it('is audited after its copies, with their ids', async () => {
    const order = await office.ordered(await office.lineOfBook());
    let copies: string[] = [];
    const events = await office.auditOf(async () => {
      const { body } = await office.receive(order, { line: 1, quantity: 2 });
      copies = body.copies.map(({ id }: { id: string }) => id);
    });
    expect(events.map(({ action }) => action)).to.deep.equal([
      'catalogue.copy_added',
      'catalogue.copy_added',
      'orders.line_received',
    ]);
    const details = events.at(-1)?.details;
    const copyIds = (details?.['copyIds'] ?? []) as number[];
    expect(copyIds.map((id) => toId('copy', id))).to.deep.equal(copies);
    expect(details).to.deep.include({ line: 1, quantity: 2, status: 'partly_received' });
  });
});
