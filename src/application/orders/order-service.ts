import { inject, injectable } from 'tsyringe';
import { fault } from '../../domain/kernel/field-fault.js';
import { barcodeTaken, isbnInvalid, kindUnknown } from '../../domain/kernel/new-copy.js';
import { bookNotFound } from '../../domain/kernel/not-found.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { Order, type OrderDetails } from '../../domain/orders/order.js';
import type { OrderLine, OrderLineDetails } from '../../domain/orders/order-line.js';
import {
  barcodesInvalid,
  lineInvalid,
  lineNotFound,
  moreThanOrdered,
  orderChanged,
  orderNotFound,
  orderStateInvalid,
} from '../../domain/orders/refusals.js';
import { Clock } from '../kernel/clock.js';
import { AuditTrail } from '../kernel/storage/audit-trail.js';
import { UnitOfWork } from '../kernel/storage/unit-of-work.js';
import { OrderedBooks, type ReceivedCopy, type Shelving } from './ordered-books.js';
import { Orders } from './orders.js';

const noSuchBook = fault('invalid', bookNotFound.message);

const lineRefusals = [lineInvalid, isbnInvalid, bookNotFound] as const;

/** The reasons for which each job can be refused. */
export const orderRefusals = {
  find: [orderNotFound],
  add: lineRefusals,
  revise: [orderNotFound, orderStateInvalid, ...lineRefusals],
  /** Placing, cancelling and removing. */
  move: [orderNotFound, orderStateInvalid],
  receive: [
    orderNotFound,
    orderStateInvalid,
    lineNotFound,
    moreThanOrdered,
    barcodesInvalid,
    bookNotFound,
    kindUnknown,
    barcodeTaken,
  ],
  /** Additional reasons when a revision is expected. */
  stale: [orderChanged],
} as const;

/** Copies of one line that have come. */
export interface DeliveryDetails extends Shelving {
  /** The number of the line. */
  readonly line: number;
  readonly quantity: number;
  /** One for each copy; undefined for new ones. */
  readonly barcodes?: readonly string[] | undefined;
}

/** The copies that were made of a delivery, and their book. */
export interface Delivery {
  readonly bookId: number;
  readonly copies: readonly ReceivedCopy[];
}

/**
 * Writes, places, receives and cancels orders. Every method throws Refusals as listed in `orderRefusals`. Each locks the
 * order first, then the catalogue locks the book and its copies.
 */
@injectable()
export class OrderService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Orders) private readonly orders: Orders,
    @inject(OrderedBooks) private readonly books: OrderedBooks,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Adds a draft. Returns the order's id. */
  add(details: OrderDetails): Promise<number> {
    return this.work.run(async () => {
      const order = new Order(details, this.clock.now());
      await this.refuseUnfit(details.lines);
      await this.orders.add(order);
      this.record('order_added', order, { lines: order.lines.length });
      return order.id;
    });
  }

  /** Changes a draft. Lines that are sent replace all former ones. */
  revise(id: number, changes: Partial<OrderDetails>, expectedRevision: number): Promise<void> {
    return this.work.run(async () => {
      const order = await this.locked(id, expectedRevision);
      const changed = order.revise(changes, this.clock.now());
      if (changed.length === 0) return;
      if (changed.includes('lines')) {
        await this.refuseUnfit(order.lines);
        await this.orders.replaceLines(order);
      }
      this.record('order_revised', order, { changed });
    });
  }

  /** Removes a draft. */
  remove(id: number, expectedRevision?: number): Promise<void> {
    return this.work.run(async () => {
      const order = await this.locked(id, expectedRevision);
      order.require('remove');
      await this.orders.remove(order);
      this.record('order_removed', order, {});
    });
  }

  /** Places a draft with its supplier. From then on it cannot be changed. */
  place(id: number, expectedRevision: number): Promise<void> {
    return this.work.run(async () => {
      const order = await this.locked(id, expectedRevision);
      order.place(this.clock.now());
      this.record('order_placed', order, { total: order.total, currency: order.currency });
    });
  }

  /** Cancels what has not come yet. */
  cancel(id: number, expectedRevision?: number): Promise<void> {
    return this.work.run(async () => {
      const order = await this.locked(id, expectedRevision);
      order.cancel(this.clock.now());
      this.record('order_cancelled', order, {});
    });
  }

  /** Makes copies of what has come. A title to come gets its book with its first copies. */
  receive(id: number, { line: number, quantity, barcodes, ...shelving }: DeliveryDetails): Promise<Delivery> {
    return this.work.run(async () => {
      if (barcodes && barcodes.length !== quantity)
        throw new Refusal(barcodesInvalid, wrongCount(quantity, barcodes));
      const order = await this.locked(id);
      const line = order.receive(number, quantity, this.clock.now());
      const bookId = (line.bookId ??= await this.bookFor(line));
      const copies = await this.books.addCopies(bookId, shelving, barcodes ?? quantity);
      const copyIds = copies.map(({ copyId }) => copyId);
      this.record('line_received', order, { line: number, quantity, bookId, copyIds, status: order.status });
      return { bookId, copies };
    });
  }

  private async locked(id: number, expectedRevision?: number): Promise<Order> {
    const order = await this.orders.lock(id);
    if (!order) throw new Refusal(orderNotFound);
    if (expectedRevision !== undefined) order.expect(expectedRevision);
    return order;
  }

  private async refuseUnfit(lines: readonly OrderLineDetails[]): Promise<void> {
    for (const [at, { isbn }] of lines.entries()) {
      if (isbn !== null) this.books.refuseIsbn(isbn, `lines.${at}.isbn`);
    }
    const known = await this.books.known(lines.flatMap(({ bookId }) => bookId ?? []));
    const unknown = lines.flatMap(({ bookId }, at) =>
      bookId === null || known.has(bookId) ? [] : [[`lines.${at}.bookId`, [noSuchBook]] as const],
    );
    if (unknown.length > 0) throw new Refusal(bookNotFound, Object.fromEntries(unknown));
  }

  /** A line without a book is a title to come: `OrderLine` lets nothing else be. */
  private bookFor({ title, isbn, author }: OrderLine): Promise<number> {
    return this.books.bookFor({ title: title as string, isbn, author });
  }

  private record(action: string, { id }: Order, details: Record<string, unknown>): void {
    this.audit.record({ action: `orders.${action}`, subject: { type: 'order', id }, details });
  }
}

function wrongCount(quantity: number, { length }: readonly string[]) {
  const isFew = length < quantity;
  const bound = isFew ? { minimum: quantity } : { maximum: quantity };
  return { barcodes: [fault(isFew ? 'too_few' : 'too_many', barcodesInvalid.message, bound)] };
}
