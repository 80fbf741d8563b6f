import { latestLsn, firstLsn, type Lsn } from './lsn.js';

/** Where the instances tell each other who has written up to where. Its promises may be rejected. */
export interface WritePositions {
  /** Keeps the later one of `position` and what is there, for so many seconds. */
  raise(caller: string, position: Lsn, seconds: number): Promise<void>;
  read(caller: string): Promise<Lsn | undefined>;
}

/**
 * So long it is remembered. A replica that is used is less than a second behind, so after that it shows all that was
 * written before anyway; the rest is for a machine that stands still.
 */
const seconds = 5;

/** For an instance that is the only one. */
export const noSharedPositions: WritePositions = {
  raise: () => Promise.resolve(),
  read: () => Promise.resolve(undefined),
};

/** Remembers up to where each caller has written, whichever instance did it, so that they never read less than that. */
export class ReadYourWrites {
  /** What others may have told the store before it was lost. */
  #uncertainUntil = -Infinity;
  readonly #here = new Map<string, { position: Lsn; until: number }>();

  constructor(
    private readonly shared: WritePositions,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * To be awaited before the caller is answered. Also for a write that was refused: what stood against it the caller
   * has seen, and will look for.
   */
  async recordWrite(caller: string, position: Lsn): Promise<void> {
    const before = this.#mine(caller);
    this.#here.delete(caller);
    this.#here.set(caller, { position: latestLsn([before, position]), until: this.now() + seconds * 1_000 });
    this.#forget();
    await this.shared.raise(caller, position, seconds).catch(() => this.distrustStore());
  }

  /** Up to where a read of this caller must see; undefined when nobody knows, so that only the primary will do. */
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

  /** Whatever was told to the store lately may be gone with it. */
  distrustStore(): void {
    this.#uncertainUntil = this.now() + seconds * 1_000;
  }

  #mine(caller: string): Lsn {
    const mine = this.#here.get(caller);
    return mine && this.now() < mine.until ? mine.position : firstLsn;
  }

  /** The oldest stand in front. */
  #forget(): void {
    for (const [caller, { until }] of this.#here) {
      if (this.now() < until) return;
      this.#here.delete(caller);
    }
  }
}
