import type { Caller } from './caller.js';

/** Facts about the request that a piece of work belongs to. */
export interface RequestFacts {
  readonly requestId: string;
  readonly caller: Caller;
  /** The network of the client's address: its /24 or, for IPv6, its /64. */
  readonly network: () => string;
  /** The program of the client, as it calls itself. */
  readonly userAgent?: string;
}

/** Carries the facts of a request along its asynchronous path, so that they are not passed from call to call. */
export interface RequestScope {
  run<T>(facts: RequestFacts, work: () => Promise<T>): Promise<T>;
  /** Undefined outside of a request, for example in a command. */
  facts(): RequestFacts | undefined;
}
export const RequestScope = Symbol('kernel.RequestScope');
