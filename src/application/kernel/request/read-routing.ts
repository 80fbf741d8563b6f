import type { Caller } from './caller.js';

/** Where reads may be answered from. */
export interface ReadRouting {
  /**
   * Does `work`, whose reads may show everything as it was up to a second ago, but all that `caller` has written
   * themselves. What `work` finds must not be kept for anybody else.
   */
  allowStale<T>(caller: Caller, work: () => Promise<T>): Promise<T>;
}
export const ReadRouting = Symbol('kernel.Reads');

/** Where there is but one place to read from. */
export const primaryOnly: ReadRouting = { allowStale: (_caller, work) => work() };
