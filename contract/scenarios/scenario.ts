import type { Matches, SentRequest } from '../conversations/conversation.js';

/** How an operation is called, without where: that is in the document. */
export interface Call {
  /** Whose token; who may just call it when absent. `nobody` sends none. */
  readonly as?: SentRequest['as'] | 'nobody';
  readonly params?: Readonly<Record<string, string | number>>;
  /** Several values of one name are sent one after the other. */
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly raw?: SentRequest['raw'];
  readonly after?: SentRequest['after'];
  /** What nobody can know before of a good answer to it. */
  readonly answers?: Matches;
}

/** One thing that is said in a conversation. */
export interface Said extends Call {
  /** operationId */
  readonly does: string;
  /** Status of success or error code that must come back. */
  readonly gives: number | string;
  readonly save?: Readonly<Record<string, string>>;
  readonly match?: Matches;
}

/** What a feature has clients say in one version; the default export of `scenarios/<version>/<feature>.ts`. */
export interface Scenarios {
  /** For each operation a call that is good: all that follows from its declaration is tried on it. */
  readonly calls: Readonly<Record<string, Call>>;
  /** What only the feature knows: successes in all their shapes, and its own refusals. A name is never used again. */
  readonly conversations: Readonly<Record<string, readonly Said[]>>;
}
