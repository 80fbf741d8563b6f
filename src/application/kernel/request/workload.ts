/** A request that waits for its answer. */
export interface Waiting {
  /** Whether whoever asked has hung up. */
  isGone(): boolean;
}

/** How much this process takes on at a time, and how long a request may take. */
export interface Workload {
  /**
   * Does the work of one request within 3 s. Work that takes longer is abandoned: its statements are broken off, it
   * begins no new ones, and nobody hears how it ends.
   * @throws Refusal `kernel.unavailable` when the time is over. What was being committed at that moment may stand.
   */
  run<T>(request: Waiting, work: () => Promise<T>): Promise<T>;
  /** Does a part that takes as long as the client takes, such as reading what it sends: it costs the request no time. */
  pauseDeadline<T>(work: () => Promise<T>): Promise<T>;
  /** Whether as many requests wait for the database already as may wait: one more would be refused. */
  isFull(): boolean;
}
export const Workload = Symbol('kernel.Workload');
