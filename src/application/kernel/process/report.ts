import type { ProcessEvents } from './process-events.js';

/** The caller of a request: nobody, a person by role, or a program with an API key. */
export type CallerKind = 'anonymous' | 'patron' | 'librarian' | 'admin' | 'api_key';

/** An answered request, without any content of request and answer. */
export interface Answered {
  readonly requestId: string;
  readonly method: string;
  /** The route and its pattern, such as `/v2/loans/:id`; undefined when no route matched. */
  readonly operationId: string | undefined;
  readonly route: string | undefined;
  /** The minor of the answer, such as 2.1; undefined outside of all versions. */
  readonly version: string | undefined;
  readonly status: number;
  /** Milliseconds, to a tenth, from the first line of the request until the answer is complete. */
  readonly ms: number;
  readonly caller: CallerKind;
  /** The code of the refusal, if the answer is one. */
  readonly code: string | undefined;
  /** The trace of the request, when tracing is on (W3C Trace Context). */
  readonly traceId: string | undefined;
}

/** A request that can be sent again, without its secrets. */
export interface SentRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the request had a token. The token itself is not kept. */
  readonly withToken: boolean;
  /** Undefined for no body. */
  readonly body: unknown;
  /** Names of removed values that a replay cannot restore, such as `password`. */
  readonly withheld: readonly string[];
}

/** A request whose answer failed. */
export interface FailedRequest {
  readonly requestId: string;
  readonly sent: SentRequest;
  /** Every text that the client sent, including secrets. The report must not contain any of them. */
  readonly texts: readonly string[];
}

/** Reports of the HTTP side. */
export interface Report extends ProcessEvents {
  answered(request: Answered): void;
  /** Reports a fault of the service or of a dependency. No other place records an error that clients must not see. */
  failed(request: FailedRequest, error: unknown): void;
}
