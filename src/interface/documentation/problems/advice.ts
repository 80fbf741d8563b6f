import type { RefusalKind } from '../../../domain/kernel/refusal.js';

/**
 * What a client developer needs to know about a refusal. Each part is a text for people; operationIds, codes and
 * `/versions` between backticks become links. A feature has the advice on its codes in its folder of the pages.
 */
export interface Advice {
  /** The cause. */
  readonly means: string;
  /** What the client can change, what its user can do, or whom they can ask. */
  readonly todo: string;
  /** Whether it makes sense to send the same request again. */
  readonly repeat: string;
}

/** By code. */
export type AdviceByCode = Readonly<Record<string, Advice>>;

/** For a code without advice of its own. A test fails for such a code of this service; the page exists nevertheless. */
export const adviceOnKind: Readonly<Record<RefusalKind, Advice>> = {
  invalid: {
    means: 'The request does not conform to the documentation. It changed nothing.',
    todo: 'Compare the request with the documentation of the operation, and correct it.',
    repeat: 'No. The same request is refused again.',
  },
  unauthenticated: {
    means: 'The request does not prove who sends it. It changed nothing.',
    todo: 'Sign in, and send the token as `Authorization: Bearer …`.',
    repeat: 'Only with valid credentials.',
  },
  forbidden: {
    means: 'The caller has no permission for this request. It changed nothing.',
    todo: 'Use an account that has the permission, or ask an admin for it.',
    repeat: 'Not before the permission is given.',
  },
  not_found: {
    means: 'There is no such thing, or you have no access to it.',
    todo: 'Check the address and the ids in it.',
    repeat: 'No. The same address has the same answer.',
  },
  conflict: {
    means:
      'The request is valid, but the current state of the library does not permit it. It changed nothing.',
    todo: 'Read the current state, and decide again.',
    repeat: 'Not before the state has changed.',
  },
  stale: {
    means: 'The resource has changed since you read it. The request changed nothing.',
    todo: 'Read the resource again, apply your change to it, and send its new `ETag` in `If-Match`.',
    repeat: 'Only with the new `ETag`.',
  },
  too_many: {
    means: 'You have sent too many requests in this period. This one changed nothing.',
    todo: 'Wait for the number of seconds in `Retry-After`.',
    repeat: 'Yes, after this time.',
  },
  unavailable: {
    means: 'The error is on our side.',
    todo: 'Wait for the number of seconds in `Retry-After`.',
    repeat: 'Yes, after this time.',
  },
};
