import { latestLsn, firstLsn, type Lsn } from './lsn.js';

/** Where instances share the position of each caller's last write. Its promises may be rejected. */
export interface WritePositions {
  /** Keeps the later of `position` and the stored one, for that many seconds. */
  raise(caller: string, position: Lsn, seconds: number): Promise<void>;
  read(caller: string): Promise<Lsn | undefined>;
}

/**
 * How long a position is remembered. A replica in use lags less than a second, so a second would do; the rest is a
 * margin for a machine that stalls.
 */
const seconds = 5;

/** For a single instance. */
export const noSharedPositions: WritePositions = {
  raise: () => Promise.resolve(),
  read: () => Promise.resolve(undefined),
};

/**
 * Remembers the position of each caller's last write, in all instances, so that the caller's reads include that write.
 */
export class ReadYourWrites {
  /** Until then, positions that other instances stored may have been lost. */
  #uncertainUntil = -Infinity;
  readonly #here = new Map<string, { position: Lsn; until: number }>();

  constructor(
    private readonly shared: WritePositions,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Must be awaited before the caller is answered, also for a write that was refused: the client learned from the
   * refusal what conflicted, and may read it next.
   */
  async recordWrite(caller: string, position: Lsn): Promise<void> {
    const before = this.#mine(caller);
    this.#here.delete(caller);
    this.#here.set(caller, { position: latestLsn([before, position]), until: this.now() + seconds * 1_000 });
    this.#forget();
    await this.shared.raise(caller, position, seconds).catch(() => this.distrustStore());
  }

  /**
   * The position that a read of this caller must include; undefined when it is unknown, and only the primary may
   * answer.
   */
  async minimumLsn(caller: string): Promise<Lsn | undefined> {
    try {
      const theirs = await this.shared.read(caller);
      if (this.now() < this.#uncertainUntil) return undefined;
      return latestLsn([this.#mine(caller), theirs ?? firstLsn]);
    } catch {
      this.distrustStore();
      return undefined;
    }
  }

  /** Positions that were stored lately may be lost. */
  distrustStore(): void {
    this.#uncertainUntil = this.now() + seconds * 1_000;
  }

  #mine(caller: string): Lsn {
    const mine = this.#here.get(caller);
    return mine && this.now() < mine.until ? mine.position : firstLsn;
  }

  /** The oldest entries come first. */
  #forget(): void {
    for (const [caller, { until }] of this.#here) {
      if (this.now() < until) return;
      this.#here.delete(caller);
    }
  }
}
