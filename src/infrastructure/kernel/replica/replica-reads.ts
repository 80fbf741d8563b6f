import { AsyncLocalStorage } from 'node:async_hooks';
import type { ReplicaLag } from './replica-lag.js';
import type { Lsn } from './lsn.js';

/** The position that a replica must have reached to answer a read. Undefined: only the primary may answer. */
interface Allowance {
  readonly minimum: Lsn | undefined;
}

/** After a failure the replica is not used for this long. In milliseconds. */
const restMs = 1_000;

/**
 * Sends reads to a replica if they are allowed to use one and it has reached their position. All others, and those that
 * fail there, go to the primary. Outside of {@link ReplicaReads.allow} that is every read.
 */
export class ReplicaReads {
  readonly #allowed = new AsyncLocalStorage<Allowance>();
  readonly #answered = { replica: 0, primary: 0 };
  #restsUntil = -Infinity;

  constructor(
    private readonly watch: Pick<ReplicaLag, 'shows' | 'lost'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Allows the reads of `work` to use a replica that has reached `minimum`; with undefined, only the primary. */
  allow<T>(minimum: Lsn | undefined, work: () => Promise<T>): Promise<T> {
    return this.#allowed.run({ minimum }, work);
  }

  async read<T>(onReplica: () => Promise<T>, onPrimary: () => Promise<T>): Promise<T> {
    const allowance = this.#allowed.getStore();
    if (!allowance) return onPrimary();
    const found = this.#mayAsk(allowance) ? await this.#tried(onReplica) : undefined;
    this.#answered[found ? 'replica' : 'primary']++;
    return found ? found.value : onPrimary();
  }

  /** The reads that were allowed to use a replica, by source. */
  get answered(): Readonly<Record<'replica' | 'primary', number>> {
    return this.#answered;
  }

  #mayAsk({ minimum }: Allowance): boolean {
    return minimum !== undefined && this.now() >= this.#restsUntil && this.watch.shows(minimum);
  }

  async #tried<T>(onReplica: () => Promise<T>): Promise<{ readonly value: T } | undefined> {
    try {
      return { value: await onReplica() };
    } catch {
      // Whatever the cause (away, late, in conflict with replay): the primary reports the actual error.
      this.#restsUntil = this.now() + restMs;
      this.watch.lost();
      return undefined;
    }
  }
}
