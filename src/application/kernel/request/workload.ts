/** A request that waits for its answer. */
export interface Waiting {
  /** Whether the client has closed the connection. */
  isGone(): boolean;
}

/** Limits how many requests the process handles at a time, and how long each may take. */
export interface Workload {
  /**
   * Runs the work of one request for at most 3 s. Work that takes longer is abandoned: its running statements are
   * cancelled, it starts no new ones, and its result is discarded.
   * @throws Refusal `kernel.unavailable` when the time is over. A commit that was running at that moment may have
   * succeeded.
   */
  run<T>(request: Waiting, work: () => Promise<T>): Promise<T>;
  /**
   * Runs a part whose duration depends on the client, such as reading the body, without counting it towards the
   * deadline.
   */
  pauseDeadline<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Runs a part that needs the database no longer, or not yet, such as hashing a password: others get the slot of the
   * request meanwhile. It gets one again without waiting.
   */
  withoutSlot<T>(work: () => Promise<T>): Promise<T>;
  /** Whether the admission queue for the database is full: one more request would be refused. */
  isFull(): boolean;
}
export const Workload = Symbol('kernel.Workload');
