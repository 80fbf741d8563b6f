/** The interval in which this process checks whether it was stalled, in milliseconds. */
const everyMs = 5;
/** A timer that is later than this was stalled. A millisecond is the resolution of timers. */
const patienceMs = 2;

/** A period in which this process could not run, in milliseconds of `performance.now()`. */
interface Stall {
  readonly from: number;
  readonly until: number;
}

/**
 * Records when this process is stalled, by the machine or by its own work. The times that a client measures include its
 * own stalls, which are not the service's.
 */
export class Stalls {
  readonly #stalls: Stall[] = [];
  readonly #timer: NodeJS.Timeout;
  #expected = performance.now() + everyMs;

  /** Starts to record; `end` ends it. */
  constructor() {
    this.#timer = setInterval(() => this.#look(), everyMs);
    this.#timer.unref();
  }

  /** Stops recording. A stall that lasts until now counts. */
  end(): void {
    clearInterval(this.#timer);
    this.#look();
  }

  /** The longest stall so far in milliseconds; 0 when there was none. */
  longest(): number {
    return Math.max(0, ...this.#stalls.map(({ from, until }) => until - from));
  }

  /**
   * The milliseconds between two moments of `performance.now()` in which this process could run. Only stalls between
   * the two moments count, so the result is never below 0.
   */
  runningTime(from: number, until: number): number {
    return this.#stalls.reduce(
      (left, stall) => left - Math.max(0, Math.min(until, stall.until) - Math.max(from, stall.from)),
      until - from,
    );
  }

  #look(): void {
    const now = performance.now();
    if (now - this.#expected > patienceMs) this.#stalls.push({ from: this.#expected, until: now });
    this.#expected = now + everyMs;
  }
}

/**
 * Watches the stalls of this process.
 * @returns a function that ends the watch, and returns its longest stall in milliseconds
 */
export function watchStalls(): () => number {
  const stalls = new Stalls();
  return () => {
    stalls.end();
    return stalls.longest();
  };
}
