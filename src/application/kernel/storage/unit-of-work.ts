/** All that one job writes is stored together, or none of it. */
export interface UnitOfWork {
  /**
   * Runs `job` in one transaction and gives its result once that is stored. Inside a running unit it joins in.
   * The job is run again, three times in all at most, when the database found it in a deadlock or a serialization
   * conflict; it must therefore do nothing outside of the ports.
   * After the commit, cached answers about the subjects of the audited events are dropped.
   */
  run<T>(job: () => Promise<T>): Promise<T>;
  /**
   * Runs `job` like `run`, but in a transaction of its own also inside a running unit: what it writes stands whatever
   * becomes of that. It must wait for nothing that the running unit has locked.
   */
  inNewTransaction<T>(job: () => Promise<T>): Promise<T>;
}
export const UnitOfWork = Symbol('kernel.UnitOfWork');
