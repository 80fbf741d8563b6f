import { Refusal, withParameters } from '../kernel/refusal.js';
import { detailsOf, OrderLine, type OrderLineDetails } from './order-line.js';
import { lineNotFound, orderChanged, orderStateInvalid } from './refusals.js';

export const statusValues = ['draft', 'ordered', 'partly_received', 'received', 'cancelled'] as const;

export type OrderStatus = (typeof statusValues)[number];

/** For each action, the states in which it is possible. `received` and `cancelled` are final. */
const possible = {
  revise: ['draft'],
  remove: ['draft'],
  place: ['draft'],
  receive: ['ordered', 'partly_received'],
  cancel: ['ordered', 'partly_received'],
} as const satisfies Readonly<Record<string, readonly OrderStatus[]>>;

/** What a draft says. */
export interface OrderDetails {
  readonly supplier: string;
  /** ISO 4217. All prices of the order are in its minor unit. */
  readonly currency: string;
  readonly lines: readonly OrderLineDetails[];
}

/** An order of books from a supplier. It is a draft until it is placed. */
export class Order implements OrderDetails {
  declare readonly id: number;
  supplier: string;
  currency: string;
  lines: readonly OrderLine[];
  status: OrderStatus = 'draft';
  /** Number of the current revision, from 1. A change of status and a delivery count, too. */
  revision = 1;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Null for a draft. */
  orderedAt: Date | null = null;

  /** @throws Refusal `orders.line_invalid` */
  constructor({ supplier, currency, lines }: OrderDetails, now: Date) {
    this.supplier = supplier;
    this.currency = currency;
    this.lines = numbered(lines);
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** The price of all lines, received or not. */
  get total(): number {
    return this.lines.reduce((sum, line) => sum + line.total, 0);
  }

  /** @throws Refusal `orders.order_changed` when the order has another revision than the expected one */
  expect(revision: number): void {
    if (this.revision !== revision) throw new Refusal(orderChanged);
  }

  /** @throws Refusal `orders.order_state_invalid` when this is not possible in the present state */
  require(action: keyof typeof possible): void {
    const allowed: readonly OrderStatus[] = possible[action];
    if (allowed.includes(this.status)) return;
    throw new Refusal(withParameters(orderStateInvalid, { status: this.status, allowed }));
  }

  /**
   * Applies the changes that differ. Returns the names of the changed fields; empty when nothing changed.
   * @throws Refusal `orders.order_state_invalid`, `orders.line_invalid`
   */
  revise(changes: Partial<OrderDetails>, now: Date): (keyof OrderDetails)[] {
    this.require('revise');
    const before = textsOf(this);
    const names = Object.keys(changes) as (keyof OrderDetails)[];
    const { supplier = this.supplier, currency = this.currency, lines = this.lines } = changes;
    const after = textsOf({ supplier, currency, lines });
    const changed = names.filter((name) => before[name] !== after[name]);
    this.supplier = supplier;
    this.currency = currency;
    if (changed.includes('lines')) this.lines = numbered(lines);
    if (changed.length > 0) this.touch(now);
    return changed;
  }

  /** @throws Refusal `orders.order_state_invalid` */
  place(now: Date): void {
    this.require('place');
    this.status = 'ordered';
    this.orderedAt = now;
    this.touch(now);
  }

  /**
   * Counts copies of a line as received. The order is received when all copies of all lines are. Returns the line.
   * @throws Refusal `orders.order_state_invalid`, `orders.line_not_found`, `orders.more_than_ordered`
   */
  receive(number: number, quantity: number, now: Date): OrderLine {
    this.require('receive');
    const line = this.lines.find((each) => each.number === number);
    if (!line) throw new Refusal(lineNotFound);
    line.receive(quantity);
    this.status = this.lines.every(({ isReceived }) => isReceived) ? 'received' : 'partly_received';
    this.touch(now);
    return line;
  }

  /**
   * Cancels what has not come yet. What was received stays received.
   * @throws Refusal `orders.order_state_invalid`
   */
  cancel(now: Date): void {
    this.require('cancel');
    this.status = 'cancelled';
    this.touch(now);
  }

  private touch(now: Date): void {
    this.revision += 1;
    this.updatedAt = now;
  }
}

function numbered(lines: readonly OrderLineDetails[]): OrderLine[] {
  return lines.map((line, at) => new OrderLine(at + 1, line));
}

/** Each detail as one text that can be compared. */
function textsOf({ supplier, currency, lines }: OrderDetails): Record<keyof OrderDetails, string> {
  return { supplier, currency, lines: JSON.stringify(lines.map(detailsOf)) };
}
