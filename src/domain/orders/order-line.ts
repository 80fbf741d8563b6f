import { fault } from '../kernel/field-fault.js';
import { Refusal, withParameters } from '../kernel/refusal.js';
import { lineInvalid, moreThanOrdered } from './refusals.js';

/** What is ordered in a line: a book of the catalogue, or a title to come, which the catalogue does not have yet. */
export interface OrderLineDetails {
  readonly bookId: number | null;
  readonly title: string | null;
  /** Of a title to come. */
  readonly isbn: string | null;
  /** Of a title to come. */
  readonly author: string | null;
  readonly quantity: number;
  /** Of one copy, in the minor unit of the currency of the order. */
  readonly unitPrice: number;
}

/** One line of an order. */
export class OrderLine implements OrderLineDetails {
  declare readonly id: number;
  declare readonly orderId: number;
  /** From 1, in the order of the lines. */
  readonly number: number;
  /** Null until a title to come has its book. */
  bookId: number | null;
  readonly title: string | null;
  readonly isbn: string | null;
  readonly author: string | null;
  readonly quantity: number;
  readonly unitPrice: number;
  /** How many copies have come. */
  received = 0;

  /** @throws Refusal `orders.line_invalid` */
  constructor(number: number, details: OrderLineDetails) {
    const { bookId, title, isbn, author, quantity, unitPrice } = details;
    const isOfBook = bookId !== null && title === null && isbn === null && author === null;
    const isToCome = bookId === null && title !== null;
    if (!isOfBook && !isToCome) {
      throw new Refusal(lineInvalid, { [`lines.${number - 1}`]: [fault('invalid', lineInvalid.message)] });
    }
    this.number = number;
    this.bookId = bookId;
    this.title = title;
    this.isbn = isbn;
    this.author = author;
    this.quantity = quantity;
    this.unitPrice = unitPrice;
  }

  get isReceived(): boolean {
    return this.received === this.quantity;
  }

  /** The price of all its copies. */
  get total(): number {
    return this.quantity * this.unitPrice;
  }

  /** @throws Refusal `orders.more_than_ordered` */
  receive(quantity: number): void {
    const open = this.quantity - this.received;
    if (quantity > open) throw new Refusal(withParameters(moreThanOrdered, { open, quantity }));
    this.received += quantity;
  }
}

/** Picks the details and drops all other properties. */
export function detailsOf({
  bookId,
  title,
  isbn,
  author,
  quantity,
  unitPrice,
}: OrderLineDetails): OrderLineDetails {
  return { bookId, title, isbn, author, quantity, unitPrice };
}
