import { AsyncResource } from 'node:async_hooks';
import { firstLsn, type Lsn } from './lsn.js';

/** The two positions that are polled. Both may fail, and may be slow. */
export interface Positions {
  /** The position of the primary. All changes confirmed before the call are before it. */
  primary(): Promise<Lsn>;
  /** The position up to which the replica has replayed changes. */
  replica(): Promise<Lsn>;
}

interface Sample {
  readonly position: Lsn;
  /** The time of the query. All times here are of the monotonic clock. */
  readonly askedAt: number;
}

/**
 * Both positions are polled at this interval while there are reads, and no more after some time without any. In
 * milliseconds.
 */
const every = 100;
const idleAfter = 2_000;

/** The greatest accepted lag of the replica. In milliseconds. */
const oldest = 1_000;

/**
 * Knows the position of a replica without a query for each read: the position only grows. The lag is measured against
 * past positions of the primary. So neither a cut connection between the two nor differing clocks make it look smaller.
 */
export class ReplicaLag {
  #shown = firstLsn;
  #trail: readonly Sample[] = [];
  #readAt = -Infinity;
  #looking: NodeJS.Timeout | undefined;
  #isAsking = false;
  #losses = 0;
  /** Bound to no request: the polling must not belong to the request that happens to read first. */
  readonly #keepLooking = AsyncResource.bind(() => setInterval(() => void this.#lookAgain(), every).unref());

  constructor(
    private readonly positions: Positions,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Whether the replica has replayed everything up to `minimum`, and lags less than a second. */
  shows(minimum: Lsn): boolean {
    this.#readAt = this.now();
    this.#looking ??= this.#keepLooking();
    return this.#shown >= minimum && this.#age() <= oldest;
  }

  /** Must be called when a connection to the replica ends: after a reconnect its position may be lower. */
  lost(): void {
    this.#losses++;
    this.#shown = firstLsn;
  }

  async look(): Promise<void> {
    this.#isAsking = true;
    const [askedAt, losses] = [this.now(), this.#losses];
    try {
      const [primary, replica] = await Promise.all([this.positions.primary(), this.positions.replica()]);
      // A position read over a connection that has since ended may be higher than the replica's position now.
      if (losses === this.#losses) this.#shown = replica;
      const young = this.#trail.filter((sample) => sample.askedAt > askedAt - 2 * oldest);
      this.#trail = [...young, { position: primary, askedAt }];
    } catch {
      this.lost();
    } finally {
      this.#isAsking = false;
    }
  }

  end(): void {
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  /**
   * Milliseconds since the newest sample of the primary whose position the replica has reached. The replica has all
   * changes that were confirmed before that sample.
   */
  #age(): number {
    const reached = this.#trail.findLast(({ position }) => position <= this.#shown);
    return reached ? this.now() - reached.askedAt : Infinity;
  }

  async #lookAgain(): Promise<void> {
    if (this.now() - this.#readAt > idleAfter) this.end();
    else if (!this.#isAsking) await this.look();
  }
}
