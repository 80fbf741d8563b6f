import type { Caller } from './caller.js';

/** Where the minor of an answer comes from. */
export type MinorSource = 'header' | 'pin' | 'default';

/** A request to an operation, after its answer. It has no values of the request. */
export interface ObservedRequest {
  readonly requestId: string;
  readonly operationId: string;
  readonly major: number;
  /** The minor that was answered as; the first one where the request named none that exists. */
  readonly minor: string;
  readonly minorSource: MinorSource;
  /** Anonymous also where no token or no valid one was sent. */
  readonly caller: Caller;
  readonly status: number;
  /** The code of the refusal, if the answer is one. */
  readonly code: string | undefined;
  /** Whether it asked to be answered as on a later day (`Prefer: lifecycle-at`). */
  readonly isRehearsal: boolean;
  /** Whether the operation itself, or its major, is deprecated. */
  readonly isDeprecated: boolean;
  /** The deprecated parts that the request has used, such as `query:author_name`. */
  readonly deprecatedParts: readonly string[];
  /** As they were sent; empty for none. */
  readonly userAgent: string;
  readonly origin: string;
  /** Of the client. Never stored. */
  readonly address: string;
  /** The network of the address: its /24 or, for IPv6, its /64. */
  readonly network: () => string;
}

/** Is told every request to an operation of a version, once. It runs on the path of each answer: it must not wait or throw. */
export interface RequestObserver {
  answered(request: ObservedRequest): void;
}
export const RequestObserver = Symbol('kernel.RequestObserver');

/** For a service without a feature that observes. */
export const unobserved: RequestObserver = { answered: () => undefined };
