import type { UnitOfWork } from './unit-of-work.js';

type Undo = () => void;

/**
 * Runs jobs as the port promises, without a database. Stores in memory report how to undo each of their writes, and the
 * rows that they lock. It runs one transaction at a time.
 */
export class FakeUnitOfWork implements UnitOfWork {
  /** The locks in the order they were taken, such as `patron 7`. */
  readonly locks: string[] = [];
  /** Number of committed transactions. */
  commits = 0;
  #undos: Undo[] | undefined;
  #checks = new Set<() => void>();
  #conflicts = 0;

  get isRunning(): boolean {
    return this.#undos !== undefined;
  }

  /** Makes the next commits fail as in a deadlock, so that their jobs run again. */
  failAtCommit(times: number): void {
    this.#conflicts = times;
  }

  run<T>(job: () => Promise<T>): Promise<T> {
    return this.#undos ? job() : this.inNewTransaction(job);
  }

  async inNewTransaction<T>(job: () => Promise<T>): Promise<T> {
    const outer = this.#undos;
    const undos: Undo[] = [];
    this.#undos = undos;
    try {
      const result = await job();
      for (const check of this.#checks) check();
      if (this.#commit()) return result;
    } catch (error) {
      rollBack(undos);
      throw error;
    } finally {
      this.#undos = outer;
    }
    rollBack(undos);
    return this.inNewTransaction(job);
  }

  /** Called by a store after a write, with the function that undoes it. */
  write(undo: Undo): void {
    if (!this.#undos) throw new Error('Something is written outside of a unit of work.');
    this.#undos.push(undo);
  }

  /** Called by a store to add a check that runs before each commit. The check throws when it fails. */
  guard(check: () => void): void {
    this.#checks.add(check);
  }

  /** Called by a store when it locks a row. */
  lock(type: string, key: number | string): void {
    if (!this.#undos) throw new Error(`${type} ${key} is locked outside of a unit of work.`);
    this.locks.push(`${type} ${key}`);
  }

  /**
   * Called by a store that saves changes automatically: when the transaction is rolled back, so are the changes of this
   * object.
   */
  track<T extends object>(entity: T | undefined): T | undefined {
    const before = { ...entity };
    if (entity) this.write(() => Object.assign(entity, before));
    return entity;
  }

  #commit(): boolean {
    const isDone = this.#conflicts === 0;
    if (isDone) this.commits += 1;
    else this.#conflicts -= 1;
    return isDone;
  }
}

function rollBack(undos: readonly Undo[]): void {
  for (const undo of undos.toReversed()) undo();
}
