import type { ProcessEvents } from './process-events.js';

/** In whose name a request came: nobody's, a person's by their role, or a machine's. */
export type CallerKind = 'anonymous' | 'patron' | 'librarian' | 'admin' | 'api_key';

/** One answered request. Nothing of what was sent or said is in it. */
export interface Answered {
  readonly requestId: string;
  readonly method: string;
  /** The route that answered, and its pattern such as `/v2/loans/:id`; undefined where there is none. */
  readonly operationId: string | undefined;
  readonly route: string | undefined;
  /** The minor that was answered as, such as 2.1; undefined outside of all versions. */
  readonly version: string | undefined;
  readonly status: number;
  /** Milliseconds, to a tenth, from the first line of the request to the end of the answer's making. */
  readonly ms: number;
  readonly caller: CallerKind;
  /** The code of the refusal, where it was one. */
  readonly code: string | undefined;
  /** The trace that the request belongs to, where one is kept (W3C Trace Context). */
  readonly traceId: string | undefined;
}

/** A request as it could be sent again, without its secrets. */
export interface SentRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether somebody had shown a token; it is not kept. */
  readonly withToken: boolean;
  /** Undefined for none. */
  readonly body: unknown;
  /** What is missing of it and cannot be made up for, such as `password`. */
  readonly withheld: readonly string[];
}

/** What is known of a request whose answer failed. */
export interface FailedRequest {
  readonly requestId: string;
  readonly sent: SentRequest;
  /** Every text that the client has sent, secrets included: none of it may be repeated. */
  readonly texts: readonly string[];
}

/** Where the HTTP side tells what has happened. */
export interface Report extends ProcessEvents {
  answered(request: Answered): void;
  /** A fault of ours, or of what we stand on: the only place where an error that no client may see is told. */
  failed(request: FailedRequest, error: unknown): void;
}
