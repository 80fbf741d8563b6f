import type { Limit } from '../../config/limit.js';

/** A person of the fixed content; see `contract/library`. */
export type Who = 'admin' | 'librarian' | 'patron' | 'other' | 'blocked' | 'expired' | 'child' | 'unverified';

/** The fault that is simulated during a conversation. */
export type Fault = 'database-away' | 'key-in-use';

export interface SentRequest {
  /** The person whose token is sent. */
  readonly as?: Who;
  /** The word before the token; `Bearer` if absent. */
  readonly scheme?: string;
  readonly method: string;
  /** Includes the query. `{{name}}` is replaced by a saved value, here and in headers and bodies. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /**
   * A body that is not JSON, or a text and how often it is repeated. It has no `Content-Type` unless `headers` name one.
   */
  readonly raw?: string | { readonly repeat: string; readonly times: number };
  /** Time since the previous request. */
  readonly after?: { readonly days?: number; readonly hours?: number; readonly seconds?: number };
}

/** The kinds (see `kinds.ts`) of values that differ from run to run. */
export type Matches = Readonly<Record<string, string>>;

export interface ExpectedAnswer {
  readonly status: number;
  /** Required headers, by name in lower case. The answer may have others, too. */
  readonly headers: Readonly<Record<string, string>>;
  /** The exact body, including the order of keys; absent when the answer has no body. */
  readonly body?: unknown;
  /** Paths, such as `$.token` and `$header.retry-after`, whose values only have to be of a kind. */
  readonly match?: Matches;
}

export interface Step {
  readonly request: SentRequest;
  readonly expect: ExpectedAnswer;
  /** Name → path in the answer. The values are used by later requests. */
  readonly save?: Readonly<Record<string, string>>;
}

/** Recorded requests and answers. The service must always answer the same way. */
export interface Conversation {
  readonly id: string;
  readonly minor: string;
  /** Headers of every request. */
  readonly sends: Readonly<Record<string, string>>;
  /** The content at the beginning. */
  readonly seed: 'branch-1';
  /** The time at the beginning. */
  readonly clock: string;
  readonly config: Readonly<Record<'limitLogin' | 'limitAnonymous' | 'limitSignedIn', Limit>> & {
    readonly staffSecondFactor?: 'required';
    readonly corsOrigins?: readonly string[];
  };
  readonly fault?: Fault;
  readonly steps: readonly Step[];
}
