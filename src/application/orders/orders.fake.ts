import type { Order } from '../../domain/orders/order.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { Orders } from './orders.js';

/** Orders in memory. Changes of a locked one are stored with the unit of work. */
export class FakeOrders implements Orders {
  /** All stored orders by id. */
  stored: readonly Order[] = [];

  constructor(private readonly work: FakeUnitOfWork) {}

  /** Stores an order as the initial state of a test. Returns the id. */
  given(order: Order): number {
    const id = this.stored.length + 1;
    this.stored = [...this.stored, Object.assign(order, { id })];
    return id;
  }

  add(order: Order): Promise<void> {
    this.#keep();
    this.given(order);
    return Promise.resolve();
  }

  lock(id: number): Promise<Order | undefined> {
    const order = this.work.track(this.stored.find((each) => each.id === id));
    if (order) this.work.lock('order', id);
    for (const line of order?.lines ?? []) this.work.track(line);
    return Promise.resolve(order);
  }

  /** The lines are a part of the stored order. */
  replaceLines(): Promise<void> {
    return Promise.resolve();
  }

  remove(order: Order): Promise<void> {
    this.#keep();
    this.stored = this.stored.filter((each) => each !== order);
    return Promise.resolve();
  }

  #keep(): void {
    const before = this.stored;
    this.work.write(() => (this.stored = before));
  }
}
