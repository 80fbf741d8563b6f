import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf, refusalOf } from '../../../test/support/refusal-of.js';
import { FakeAuditTrail } from '../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import { FakeOrderedBooks } from './ordered-books.fake.js';
import { OrderService, type DeliveryDetails } from './order-service.js';
import { FakeOrders } from './orders.fake.js';
import type { OrderLineDetails } from './views.js';

const now = new Date('2026-12-01T09:30:00Z');
const emma = { title: 'Emma', isbn: '9780141439587', author: 'Jane Austen' };
const winter = { title: 'The Winter Book', isbn: null, author: 'Tove Jansson' };
const ofEmma: OrderLineDetails = {
  bookId: 1,
  title: null,
  isbn: null,
  author: null,
  quantity: 3,
  unitPrice: 1_250,
};
const toCome: OrderLineDetails = { ...ofEmma, ...winter, bookId: null, quantity: 2 };
const details = { supplier: 'Harbour Books', currency: 'EUR', lines: [ofEmma, toCome] };
const shelving = { kind: 'standard', callNumber: null, shelf: 'Novels 4' };
const one: DeliveryDetails = { ...shelving, line: 1, quantity: 1 };

describe('The order service', () => {
  let work: FakeUnitOfWork;
  let orders: FakeOrders;
  let books: FakeOrderedBooks;
  let audit: FakeAuditTrail;
  let service: OrderService;

  beforeEach(() => {
    work = new FakeUnitOfWork();
    orders = new FakeOrders(work);
    books = new FakeOrderedBooks(work);
    books.books = [emma];
    audit = new FakeAuditTrail(work);
    service = new OrderService(work, orders, books, audit, { now: () => now });
  });

  const placed = async (): Promise<number> => {
    const id = await service.add(details);
    await service.place(id, 1);
    return id;
  };
  const recorded = () => audit.events.map((event) => [event.action, event.subject.id, event.details]);
  const statuses = () => orders.stored.map(({ status }) => status);

  describe('adding a draft', () => {
    it('stores it, and records it', async () => {
      expect(await service.add(details)).to.equal(1);
      const stored = { supplier: 'Harbour Books', currency: 'EUR', status: 'draft' };
      expect(orders.stored[0]).to.deep.include(stored);
      expect(recorded()).to.deep.equal([['orders.order_added', 1, { lines: 2 }]]);
    });

    for (const [code, line] of Object.entries({
      'catalogue.book_not_found': { ...ofEmma, bookId: 9 },
      'catalogue.isbn_invalid': { ...toCome, isbn: 'no ISBN' },
      'orders.line_invalid': { ...toCome, title: null },
    })) {
      it(`refuses a line with ${code}, and stores nothing`, async () => {
        const lines = [ofEmma, line];
        expect(await codesOf(() => service.add({ ...details, lines }))).to.deep.equal([code]);
        expect([orders.stored, audit.events]).to.deep.equal([[], []]);
      });
    }

    it('names the lines of unknown books', async () => {
      const lines = [{ ...ofEmma, bookId: 8 }, ofEmma, toCome, { ...ofEmma, bookId: 9 }];
      const { fields } = await refusalOf(() => service.add({ ...details, lines }));
      expect(Object.keys(fields ?? {})).to.deep.equal(['lines.0.bookId', 'lines.3.bookId']);
    });

    it('names the field of a wrong ISBN', async () => {
      const lines = [ofEmma, { ...toCome, isbn: 'no ISBN' }];
      const { fields } = await refusalOf(() => service.add({ ...details, lines }));
      expect(Object.keys(fields ?? {})).to.deep.equal(['lines.1.isbn']);
    });
  });

  describe('revising a draft', () => {
    it('changes what is sent, and records its names', async () => {
      const id = await service.add(details);
      await service.revise(id, { supplier: 'Another', currency: 'EUR', lines: [toCome] }, 1);
      expect(orders.stored[0]).to.include({ supplier: 'Another', revision: 2 });
      expect(orders.stored[0]?.lines).to.have.lengthOf(1);
      expect(recorded().at(-1)).to.deep.equal([
        'orders.order_revised',
        1,
        { changed: ['supplier', 'lines'] },
      ]);
    });

    it('records nothing when nothing changes', async () => {
      const id = await service.add(details);
      await service.revise(id, details, 1);
      expect(audit.actions).to.deep.equal(['orders.order_added']);
    });

    it('refuses an unknown book in new lines, and keeps the former ones', async () => {
      const id = await service.add(details);
      const lines = [{ ...ofEmma, bookId: 9 }];
      expect(await codesOf(() => service.revise(id, { lines }, 1))).to.deep.equal([
        'catalogue.book_not_found',
      ]);
      expect(orders.stored[0]?.lines).to.have.lengthOf(2);
    });

    it('refuses another revision than the expected one, an unknown order, and one that was placed', async () => {
      const id = await placed();
      const revise = (order: number, revision: number) =>
        codesOf(() => service.revise(order, { supplier: 'x' }, revision));
      expect(await revise(id, 1)).to.deep.equal(['orders.order_changed']);
      expect(await revise(9, 1)).to.deep.equal(['orders.order_not_found']);
      expect(await revise(id, 2)).to.deep.equal(['orders.order_state_invalid']);
    });
  });

  describe('removing a draft', () => {
    it('removes it, and records it', async () => {
      const id = await service.add(details);
      expect(await codesOf(() => service.remove(id, 2))).to.deep.equal(['orders.order_changed']);
      await service.remove(id, 1);
      expect(orders.stored).to.deep.equal([]);
      expect(audit.actions).to.deep.equal(['orders.order_added', 'orders.order_removed']);
    });

    it('refuses one that was placed, which stays', async () => {
      const id = await placed();
      expect(await codesOf(() => service.remove(id))).to.deep.equal(['orders.order_state_invalid']);
      expect(statuses()).to.deep.equal(['ordered']);
    });
  });

  describe('placing and cancelling', () => {
    it('is recorded, with the total when it is placed', async () => {
      await service.cancel(await placed());
      expect(statuses()).to.deep.equal(['cancelled']);
      expect(recorded().slice(1)).to.deep.equal([
        ['orders.order_placed', 1, { total: 6_250, currency: 'EUR' }],
        ['orders.order_cancelled', 1, {}],
      ]);
    });

    it('is refused in another revision than the expected one', async () => {
      const id = await service.add(details);
      await service.revise(id, { lines: [toCome] }, 1);
      expect(await codesOf(() => service.place(id, 1))).to.deep.equal(['orders.order_changed']);
      await service.place(id, 2);
      expect(await codesOf(() => service.cancel(id, 2))).to.deep.equal(['orders.order_changed']);
      expect(statuses()).to.deep.equal(['ordered']);
    });

    it('is refused for an unknown order', async () => {
      expect(await codesOf(() => service.place(9, 1))).to.deep.equal(['orders.order_not_found']);
      expect(await codesOf(() => service.cancel(9))).to.deep.equal(['orders.order_not_found']);
    });
  });

  describe('receiving', () => {
    it('adds copies to the book of the line, and records them', async () => {
      const id = await placed();
      const delivery = await service.receive(id, { ...one, quantity: 2, barcodes: ['HB-1', 'HB-2'] });
      const copies = [
        { copyId: 1, barcode: 'HB-1' },
        { copyId: 2, barcode: 'HB-2' },
      ];
      expect(delivery).to.deep.equal({ bookId: 1, copies });
      expect(books.copies).to.deep.equal(copies.map((copy) => ({ ...shelving, ...copy, bookId: 1 })));
      const more = { line: 1, quantity: 2, bookId: 1, copyIds: [1, 2], status: 'partly_received' };
      expect(recorded().at(-1)).to.deep.equal(['orders.line_received', 1, more]);
    });

    it('locks the order before the book', async () => {
      const id = await placed();
      work.locks.length = 0;
      await service.receive(id, one);
      expect(work.locks).to.deep.equal(['order 1', 'book 1']);
    });

    it('makes one book of a title to come, with its first copy', async () => {
      const id = await placed();
      const first = await service.receive(id, { ...one, line: 2 });
      const second = await service.receive(id, { ...one, line: 2 });
      expect(books.books).to.deep.equal([emma, winter]);
      expect([first.bookId, second.bookId]).to.deep.equal([2, 2]);
      expect(orders.stored[0]?.lines[1]).to.include({ bookId: 2, title: 'The Winter Book', received: 2 });
    });

    it('takes the book that the catalogue has for the ISBN by now', async () => {
      const lines = [{ ...toCome, ...emma }];
      const id = await service.add({ ...details, lines });
      await service.place(id, 1);
      expect((await service.receive(id, one)).bookId).to.equal(1);
      expect(books.books).to.deep.equal([emma]);
    });

    it('is done when all copies of all lines have come', async () => {
      const id = await placed();
      await service.receive(id, { ...one, quantity: 3 });
      expect(statuses()).to.deep.equal(['partly_received']);
      await service.receive(id, { ...one, line: 2, quantity: 2 });
      expect(statuses()).to.deep.equal(['received']);
    });

    for (const [code, delivery] of Object.entries({
      'orders.line_not_found': { ...one, line: 3 },
      'orders.more_than_ordered': { ...one, quantity: 4 },
      'orders.barcodes_invalid': { ...one, quantity: 2, barcodes: ['HB-1'] },
    })) {
      it(`refuses ${code}, and stores nothing`, async () => {
        const id = await placed();
        expect(await codesOf(() => service.receive(id, delivery))).to.deep.equal([code]);
        expect([books.copies, statuses()]).to.deep.equal([[], ['ordered']]);
      });
    }

    for (const [barcodes, code, bound] of [
      [['HB-1'], 'too_few', { minimum: 2 }],
      [['HB-1', 'HB-2', 'HB-3'], 'too_many', { maximum: 2 }],
    ] as const) {
      it(`says what is wrong with ${barcodes.length} barcodes for two copies`, async () => {
        const id = await placed();
        const { fields } = await refusalOf(() => service.receive(id, { ...one, quantity: 2, barcodes }));
        expect(fields?.['barcodes']?.[0]).to.deep.include({ code, parameters: bound });
      });
    }

    it('stores neither copies nor book when the catalogue refuses a copy', async () => {
      const id = await placed();
      await service.receive(id, { ...one, barcodes: ['HB-1'] });
      const before = JSON.stringify([books.books, books.copies, orders.stored, audit.events]);
      const codes = await codesOf(() => service.receive(id, { ...one, line: 2, barcodes: ['HB-1'] }));
      expect(codes).to.deep.equal(['catalogue.barcode_taken']);
      expect(JSON.stringify([books.books, books.copies, orders.stored, audit.events])).to.equal(before);
    });

    it('counts once when the transaction is run again', async () => {
      const id = await placed();
      work.failAtCommit(2);
      await service.receive(id, { ...one, quantity: 3 });
      expect(books.copies).to.have.lengthOf(3);
      expect(orders.stored[0]?.lines[0]).to.include({ received: 3 });
    });
  });
});
