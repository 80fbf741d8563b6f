import type { Limit } from '../../config/limit.js';

/** Somebody of the fixed content; see `contract/library`. */
export type Who = 'admin' | 'librarian' | 'patron' | 'other' | 'blocked' | 'expired' | 'child';

/** What is out of order while a conversation is held. */
export type Fault = 'database-away' | 'key-in-use';

export interface SentRequest {
  /** Whose token is sent. */
  readonly as?: Who;
  readonly method: string;
  /** With its query; `{{name}}` stands for what was saved before, here and in headers and bodies. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** A body that is no JSON, or a text repeated so often. */
  readonly raw?: string | { readonly repeat: string; readonly times: number };
  /** How much later than the request before it. */
  readonly after?: { readonly days?: number; readonly hours?: number; readonly seconds?: number };
}

/** What a value must be that nobody can know before: the kinds are those of `kinds.ts`. */
export type Matches = Readonly<Record<string, string>>;

export interface ExpectedAnswer {
  readonly status: number;
  /** Every one of these, by its name in lower case. Others may come too. */
  readonly headers: Readonly<Record<string, string>>;
  /** Exactly this, key by key in this order; absent for no body at all. */
  readonly body?: unknown;
  /** Paths such as `$.token` and `$header.retry-after` whose value is only of a kind. */
  readonly match?: Matches;
}

export interface Step {
  readonly request: SentRequest;
  readonly expect: ExpectedAnswer;
  /** Name → path in the answer, for later requests. */
  readonly save?: Readonly<Record<string, string>>;
}

/** What was said once between a client and the service, and must be said the same way for ever. */
export interface Conversation {
  readonly id: string;
  readonly minor: string;
  /** Headers of every request. */
  readonly sends: Readonly<Record<string, string>>;
  /** The content that it begins with. */
  readonly seed: 'branch-1';
  /** The moment at which it begins. */
  readonly clock: string;
  readonly config: Readonly<Record<'limitLogin' | 'limitAnonymous' | 'limitSignedIn', Limit>>;
  readonly fault?: Fault;
  readonly steps: readonly Step[];
}
