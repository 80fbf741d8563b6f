/** Something that happened to a thing of the library, for whoever wants to know. */
export interface OutboxEvent {
  /** Past tense, with the feature's name, for example `circulation.loan_opened`. */
  readonly name: string;
  /** The thing it happened to. What happened to the same thing is told in the order in which it happened. */
  readonly aggregate: { readonly type: string; readonly id: number };
  /** Never personal data, never a secret. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Writes events in the running unit of work: no event without its change, no change without its event. */
export interface Outbox {
  /** To be called with the thing locked, or new: its events keep the order of their changes by that alone. */
  add(event: OutboxEvent): void;
}
export const Outbox = Symbol('kernel.Outbox');

export interface StoredEvent extends OutboxEvent {
  readonly id: number;
  /** When it happened. */
  readonly at: Date;
}

/** Wants to know. Registered by features; each gets every event once in effect. */
export interface EventConsumer {
  /** Never changed: by it is known what this consumer has had. */
  readonly name: string;
  /**
   * Runs in a unit of work that also stores that this consumer has had the event, so it does nothing outside of the
   * ports. What it throws takes back what it wrote; it gets the event again later.
   */
  receive(event: StoredEvent): Promise<void>;
}
export const EventConsumer = Symbol('kernel.EventConsumer');

/** The waiting events, for the worker. */
export interface Deliveries {
  /**
   * Gives the oldest waiting event of so many things to all consumers; several workers may do it at once. Gives how
   * many were tried, and what went wrong. An event that somebody did not take waits, and all later ones of its thing.
   */
  deliver(
    consumers: readonly EventConsumer[],
    limit: number,
  ): Promise<{ readonly tried: number; readonly errors: readonly unknown[] }>;
  /** For how long the oldest waiting event has been waiting, in seconds; 0 when none waits. */
  lag(): Promise<number>;
  /** Removes events that were delivered before this moment. Gives how many. */
  prune(before: Date, limit: number): Promise<number>;
}
export const Deliveries = Symbol('kernel.Deliveries');
