import type { Outbox, OutboxEvent } from './outbox.js';
import type { FakeUnitOfWork } from './unit-of-work.fake.js';

/** An outbox in memory. */
export class FakeOutbox implements Outbox {
  /** Events that wait for delivery, oldest first. */
  readonly events: OutboxEvent[] = [];

  constructor(private readonly work: FakeUnitOfWork) {}

  add(event: OutboxEvent): void {
    this.events.push(event);
    this.work.write(() => this.events.splice(this.events.lastIndexOf(event), 1));
  }
}
