import type { Answered } from './report.js';

/**
 * Channels of `node:diagnostics_channel` on which the service tells what it is doing, for whoever watches. A channel
 * that nobody listens to costs next to nothing.
 */
export const channels = {
  /** A tracing channel, with a `WatchedRequest`: from its first line to its answer. */
  request: 'shelflife.request',
  /** A tracing channel, with an empty object: one transaction of a unit of work, its commit included. */
  unit: 'shelflife.unit',
  /** A tracing channel, with a `WatchedStatement`. */
  statement: 'shelflife.statement',
  /** A plain channel, with a `FinishedStatement`: the ORM tells of its statements when they are over. */
  finishedStatement: 'shelflife.finished_statement',
} as const;

/** A request on its way; whoever watches may write down the trace that it belongs to. */
export interface WatchedRequest {
  readonly method: string;
  /** `traceparent` and `tracestate` (W3C Trace Context), where they were sent. */
  readonly headers: Readonly<Record<string, string>>;
  traceId?: string;
  /** Set at the end. */
  answered?: Answered;
}

/** A statement of SQL: its text with places for its values, and never those. */
export interface WatchedStatement {
  readonly text: string;
}

export interface FinishedStatement extends WatchedStatement {
  readonly ms: number;
  readonly failed: boolean;
}
