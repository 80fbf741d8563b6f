/** An event in the library, for all consumers. */
export interface OutboxEvent {
  /** Past tense, with the name of the feature, for example `circulation.loan_opened`. */
  readonly name: string;
  /** The changed object. Events of one object are delivered in the order of its changes. */
  readonly aggregate: { readonly type: string; readonly id: number };
  /** Never personal data, never a secret. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Stores events in the running unit of work: no event without its change, no change without its event. */
export interface Outbox {
  /** Call it with the aggregate locked, or new. Only this keeps its events in the order of the changes. */
  add(event: OutboxEvent): void;
}
export const Outbox = Symbol('kernel.Outbox');

export interface StoredEvent extends OutboxEvent {
  readonly id: number;
  /** When it happened. */
  readonly at: Date;
}

/** Receives events. Features register consumers; each event takes effect in each consumer once. */
export interface EventConsumer {
  /** Must never change: the receipts are stored under this name. */
  readonly name: string;
  /**
   * Runs in a unit of work that also stores the receipt, so it must change nothing outside of the ports. When it
   * throws, its writes are rolled back and the event is delivered again later.
   */
  receive(event: StoredEvent): Promise<void>;
}
export const EventConsumer = Symbol('kernel.EventConsumer');

/** The undelivered events, for the worker. */
export interface Deliveries {
  /**
   * Delivers the oldest undelivered event of up to this number of aggregates to all consumers. Several workers may do
   * it at once. Returns how many were tried, and the errors. An event that failed in a consumer waits, and so do all
   * later events of its aggregate.
   */
  deliver(
    consumers: readonly EventConsumer[],
    limit: number,
  ): Promise<{ readonly tried: number; readonly errors: readonly unknown[] }>;
  /** How long the oldest undelivered event has been waiting, in seconds; 0 when there is none. */
  lag(): Promise<number>;
  /** Removes events that were delivered before this moment. Returns how many. */
  prune(before: Date, limit: number): Promise<number>;
}
export const Deliveries = Symbol('kernel.Deliveries');
