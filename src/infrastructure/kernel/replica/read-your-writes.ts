import { latest, theBeginning, type WalPosition } from './lsn.js';

/** Where the instances tell each other who has written up to where. Its promises may be rejected. */
export interface SharedFloors {
  /** Keeps the later one of `position` and what is there, for so many seconds. */
  raise(caller: string, position: WalPosition, seconds: number): Promise<void>;
  read(caller: string): Promise<WalPosition | undefined>;
}

/**
 * So long it is remembered. A replica that is used is less than a second behind, so after that it shows all that was
 * written before anyway; the rest is for a machine that stands still.
 */
const seconds = 5;

/** For an instance that is the only one. */
export const nowhereElse: SharedFloors = {
  raise: () => Promise.resolve(),
  read: () => Promise.resolve(undefined),
};

/** Remembers up to where each caller has written, whichever instance did it, so that they never read less than that. */
export class OwnWrites {
  /** What others may have told the store before it was lost. */
  #uncertainUntil = -Infinity;
  readonly #here = new Map<string, { position: WalPosition; until: number }>();

  constructor(
    private readonly shared: SharedFloors,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * To be awaited before the caller is answered. Also for a write that was refused: what stood against it the caller
   * has seen, and will look for.
   */
  async wrote(caller: string, position: WalPosition): Promise<void> {
    const before = this.#mine(caller);
    this.#here.delete(caller);
    this.#here.set(caller, { position: latest([before, position]), until: this.now() + seconds * 1_000 });
    this.#forget();
    await this.shared.raise(caller, position, seconds).catch(() => this.storeLost());
  }

  /** Up to where a read of this caller must see; undefined when nobody knows, so that only the primary will do. */
  async floorOf(caller: string): Promise<WalPosition | undefined> {
    try {
      const theirs = await this.shared.read(caller);
      if (this.now() < this.#uncertainUntil) return undefined;
      return latest([this.#mine(caller), theirs ?? theBeginning]);
    } catch {
      this.storeLost();
      return undefined;
    }
  }

  /** Whatever was told to the store lately may be gone with it. */
  storeLost(): void {
    this.#uncertainUntil = this.now() + seconds * 1_000;
  }

  #mine(caller: string): WalPosition {
    const mine = this.#here.get(caller);
    return mine && this.now() < mine.until ? mine.position : theBeginning;
  }

  /** The oldest stand in front. */
  #forget(): void {
    for (const [caller, { until }] of this.#here) {
      if (this.now() < until) return;
      this.#here.delete(caller);
    }
  }
}
