import type { Answered } from './report.js';

/**
 * Channels of `node:diagnostics_channel` for observers of the service. A channel without subscribers costs almost
 * nothing.
 */
export const channels = {
  /** A tracing channel with a `WatchedRequest`: from the first line of the request to its answer. */
  request: 'shelflife.request',
  /** A tracing channel with an empty object: one transaction of a unit of work, including its commit. */
  unit: 'shelflife.unit',
  /** A tracing channel with a `WatchedStatement`. */
  statement: 'shelflife.statement',
  /** A plain channel with a `FinishedStatement`: the ORM reports its statements when they have ended. */
  finishedStatement: 'shelflife.finished_statement',
} as const;

/** A running request. Subscribers may set the trace that it belongs to. */
export interface WatchedRequest {
  readonly method: string;
  /** `traceparent` and `tracestate` (W3C Trace Context), if the client sent them. */
  readonly headers: Readonly<Record<string, string>>;
  traceId?: string;
  /** Set at the end. */
  answered?: Answered;
}

/** An SQL statement: its text with placeholders, never its values. */
export interface WatchedStatement {
  readonly text: string;
}

export interface FinishedStatement extends WatchedStatement {
  readonly ms: number;
  readonly failed: boolean;
}
