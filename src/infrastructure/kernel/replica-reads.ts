import { AsyncLocalStorage } from 'node:async_hooks';
import type { ReplicaWatch } from './replica-watch.js';
import { latest, type WalPosition } from './wal-position.js';

/** What a read may be answered from: a replica that shows everything up to `floor`. Undefined: the primary alone. */
interface Allowance {
  readonly floor: WalPosition | undefined;
}

/** After a failure the replica is left alone for so long. In milliseconds. */
const restMs = 1_000;

/**
 * Sends reads that allow it to a replica, as long as it shows what they must see; all others, and those that fail
 * there, to the primary. Without a word from {@link ReplicaReads.allow}, that is every read.
 */
export class ReplicaReads {
  readonly #allowed = new AsyncLocalStorage<Allowance>();
  #restsUntil = -Infinity;

  constructor(
    private readonly watch: Pick<ReplicaWatch, 'shows' | 'lost'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Lets the reads of `work` be answered by a replica that shows everything up to `floor`, if that is known. */
  allow<T>(floor: WalPosition | undefined, work: () => Promise<T>): Promise<T> {
    return this.#allowed.run({ floor }, work);
  }

  /** Within that, `work` must see more: an answer that is kept for all must not be older than what dropped the last. */
  atLeast<T>(position: WalPosition, work: () => Promise<T>): Promise<T> {
    const floor = this.#allowed.getStore()?.floor;
    return this.allow(floor === undefined ? undefined : latest([floor, position]), work);
  }

  /** For work that writes, and for whatever must be as it is now: who may do what, and what was sent before. */
  never<T>(work: () => Promise<T>): Promise<T> {
    return this.allow(undefined, work);
  }

  async read<T>(onReplica: () => Promise<T>, onPrimary: () => Promise<T>): Promise<T> {
    const floor = this.#allowed.getStore()?.floor;
    if (floor === undefined || this.now() < this.#restsUntil || !this.watch.shows(floor)) return onPrimary();
    try {
      return await onReplica();
    } catch {
      // Whatever it was (away, late, in conflict with what it is told): the primary says what is really wrong.
      this.#restsUntil = this.now() + restMs;
      this.watch.lost();
      return onPrimary();
    }
  }
}
