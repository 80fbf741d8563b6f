import type { Matches, SentRequest } from '../conversations/conversation.js';

/** A call of an operation. Method and path come from the document. */
export interface Call {
  /** The person whose token is sent; by default the one with the least permissions. `nobody` sends no token. */
  readonly as?: SentRequest['as'] | 'nobody';
  readonly params?: Readonly<Record<string, string | number>>;
  /** Several values of one name are sent in order. */
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly raw?: SentRequest['raw'];
  readonly after?: SentRequest['after'];
  /** True for a call that does not get the same answer again: it needs a secret of the moment, or ends its own token. */
  readonly isUnrepeatable?: true;
  /** True for a read whose answer is never the same twice. */
  readonly isNeverUnchanged?: true;
  /** Values of a good answer that differ from run to run. */
  readonly answers?: Matches;
}

/** One step of a conversation. */
export interface Said extends Call {
  /** operationId */
  readonly does: string;
  /** The expected success status or error code. */
  readonly gives: number | string;
  /** The minor from which on this is answered, for example with a code that it has added. Older minors skip the conversation. */
  readonly since?: string;
  readonly save?: Readonly<Record<string, string>>;
  readonly match?: Matches;
}

/**
 * The calls and conversations of a feature in one version: the default export of `scenarios/<version>/<feature>.ts`.
 */
export interface Scenarios {
  /** A valid call of each operation. All refusals that follow from its declaration are derived from it. */
  readonly calls: Readonly<Record<string, Call>>;
  /**
   * Conversations specific to the feature: its successes in all variants, and its own refusals. Names are never reused.
   */
  readonly conversations: Readonly<Record<string, readonly Said[]>>;
}
