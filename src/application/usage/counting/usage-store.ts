import type { MinorSource } from '../../kernel/request/request-observer.js';
import type { Outcome } from '../../../domain/usage/counting/outcome.js';
import type { ConsumerRef } from '../consumers/consumer-ref.js';

/** What a number of calls has in common. */
export interface CountedUse {
  readonly consumer: ConsumerRef;
  readonly operationId: string;
  readonly major: number;
  readonly minor: string;
  readonly minorSource: MinorSource;
  /** Empty for the call itself; otherwise a deprecated part that it has used, such as `query:author_name`. */
  readonly element: string;
  /** The hour, as the number of hours since 1970 in UTC. */
  readonly hour: number;
  readonly outcome: Outcome;
}

/** Calls that were counted and are not stored yet. */
export interface Count extends CountedUse {
  calls: number;
  /** The last of them, in milliseconds since 1970. */
  lastAt: number;
}

/** One call that has used something deprecated. */
export interface Evidence extends Omit<CountedUse, 'hour' | 'outcome'> {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly requestId: string;
  readonly userAgent: string;
  readonly status: number;
}

/** What is written at a time. */
export interface UsageLot {
  readonly counts: readonly Count[];
  readonly evidence: readonly Evidence[];
}

/** How many pieces of evidence are kept of each deprecated use: the newest ones. */
export const evidenceAtMost = 5;

/** Stores counts. */
export interface UsageStore {
  /**
   * Adds a lot to what is stored, as a whole or not at all. Clients that were never seen before are stored with it.
   * Several instances may do it at once.
   */
  add(lot: UsageLot): Promise<void>;
}
export const UsageStore = Symbol('usage.UsageStore');
