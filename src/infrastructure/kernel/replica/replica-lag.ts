import { AsyncResource } from 'node:async_hooks';
import { firstLsn, type Lsn } from './lsn.js';

/** What is asked again and again. Both may fail, and may take their time. */
export interface Positions {
  /** How far the primary has got: everything that was confirmed before the question lies before it. */
  primary(): Promise<Lsn>;
  /** How far the replica shows what it has received. */
  replica(): Promise<Lsn>;
}

interface Sample {
  readonly position: Lsn;
  /** When it was asked for. Of the monotonic clock, as all times here. */
  readonly askedAt: number;
}

/** Both are asked so often while anybody reads, and no more when nobody has for a while. In milliseconds. */
const every = 100;
const idleAfter = 2_000;

/** So much may the replica be behind. In milliseconds. */
const oldest = 1_000;

/**
 * Knows what a replica shows, without asking it for each read: it only ever goes on. How old that is, is told by where
 * the primary was when, so neither a cut connection between the two nor clocks that differ make it look younger.
 */
export class ReplicaLag {
  #shown = firstLsn;
  #trail: readonly Sample[] = [];
  #readAt = -Infinity;
  #looking: NodeJS.Timeout | undefined;
  #isAsking = false;
  #losses = 0;
  /** For nobody's sake: whoever happens to read first must not be taken for who goes on asking. */
  readonly #keepLooking = AsyncResource.bind(() => setInterval(() => void this.#lookAgain(), every).unref());

  constructor(
    private readonly positions: Positions,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Whether the replica shows everything up to `minimum`, and all that is older than a second. */
  shows(minimum: Lsn): boolean {
    this.#readAt = this.now();
    this.#looking ??= this.#keepLooking();
    return this.#shown >= minimum && this.#age() <= oldest;
  }

  /** To be told when a connection to the replica ends: one that comes back may show less than before. */
  lost(): void {
    this.#losses++;
    this.#shown = firstLsn;
  }

  async look(): Promise<void> {
    this.#isAsking = true;
    const [askedAt, losses] = [this.now(), this.#losses];
    try {
      const [primary, replica] = await Promise.all([this.positions.primary(), this.positions.replica()]);
      // What was said over a connection that has ended since may be more than what is shown now.
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

  /** Whatever was confirmed before the last question whose answer the replica has reached, it shows. */
  #age(): number {
    const reached = this.#trail.findLast(({ position }) => position <= this.#shown);
    return reached ? this.now() - reached.askedAt : Infinity;
  }

  async #lookAgain(): Promise<void> {
    if (this.now() - this.#readAt > idleAfter) this.end();
    else if (!this.#isAsking) await this.look();
  }
}
