import type { Caller } from './caller.js';

/** Decides whether reads go to the primary or to a replica. */
export interface ReadRouting {
  /**
   * Runs `work`. Its reads may return data that is up to a second old, but include all writes of `caller`. Results must
   * not be cached for other callers.
   */
  allowStale<T>(caller: Caller, work: () => Promise<T>): Promise<T>;
}
export const ReadRouting = Symbol('kernel.Reads');

/** For a database without a replica. */
export const primaryOnly: ReadRouting = { allowStale: (_caller, work) => work() };
