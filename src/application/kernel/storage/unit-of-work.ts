/** Stores all writes of a job together, or none of them. */
export interface UnitOfWork {
  /**
   * Runs `job` in one transaction and returns its result after the commit. Inside a running unit of work it joins that
   * one. After a deadlock or a serialization failure in the database the job runs again, three times in all at most; it
   * must therefore change nothing outside of the ports. After the commit, cached answers about the subjects of the
   * audited events are dropped.
   */
  run<T>(job: () => Promise<T>): Promise<T>;
  /**
   * Runs `job` like `run`, but always in a transaction of its own, also inside a running unit of work. Its writes stay
   * when the running one is rolled back. It must not wait for locks that the running one holds.
   */
  inNewTransaction<T>(job: () => Promise<T>): Promise<T>;
}
export const UnitOfWork = Symbol('kernel.UnitOfWork');
