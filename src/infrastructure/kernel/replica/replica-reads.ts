import { AsyncLocalStorage } from 'node:async_hooks';
import type { ReplicaLag } from './replica-lag.js';
import type { Lsn } from './lsn.js';

/** What a read may be answered from: a replica that shows everything up to `minimum`. Undefined: the primary alone. */
interface Allowance {
  readonly minimum: Lsn | undefined;
}

/** After a failure the replica is left alone for so long. In milliseconds. */
const restMs = 1_000;

/**
 * Sends reads that allow it to a replica, as long as it shows what they must see; all others, and those that fail
 * there, to the primary. Without a word from {@link ReplicaReads.allow}, that is every read.
 */
export class ReplicaReads {
  readonly #allowed = new AsyncLocalStorage<Allowance>();
  readonly #answered = { replica: 0, primary: 0 };
  #restsUntil = -Infinity;

  constructor(
    private readonly watch: Pick<ReplicaLag, 'shows' | 'lost'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Lets the reads of `work` be answered by a replica that shows everything up to `minimum`, if that is known. */
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

  /** Of the reads that a replica might answer, how many came from where. */
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
      // Whatever it was (away, late, in conflict with what it is told): the primary says what is really wrong.
      this.#restsUntil = this.now() + restMs;
      this.watch.lost();
      return undefined;
    }
  }
}
