import { causeOf, toNobody, type ProcessEvent, type ProcessEvents } from './process-events.js';

/**
 * A success this soon after a failure does not count as a recovery; otherwise the log would flicker. In milliseconds.
 */
const settledMs = 500;

/**
 * Logs only changes of a dependency's availability: one event when it fails and one when it recovers, however many
 * requests fail in between.
 */
export class Availability {
  #awaySince: number | undefined;
  #lastSeenAway = 0;
  #events = toNobody;

  /** @param what the name of the dependency in the log: `postgresql` */
  constructor(
    private readonly what: string,
    private readonly level: ProcessEvent['level'],
  ) {}

  /** Sets where events are reported. Events before this call are dropped. */
  reportTo(events: ProcessEvents): void {
    this.#events = events;
  }

  /** Whether it answered when it was asked last. */
  get isUp(): boolean {
    return this.#awaySince === undefined;
  }

  markDown(error: unknown): void {
    this.#lastSeenAway = performance.now();
    if (this.#awaySince !== undefined) return;
    this.#awaySince = this.#lastSeenAway;
    const facts = { what: this.what, cause: causeOf(error) };
    this.#events.happened({ level: this.level, event: 'away', facts });
  }

  markUp(): void {
    if (this.#awaySince === undefined) return;
    const now = performance.now();
    if (now - this.#lastSeenAway < settledMs) return;
    const seconds = Math.round((now - this.#awaySince) / 100) / 10;
    this.#awaySince = undefined;
    this.#events.happened({ level: 'info', event: 'back', facts: { what: this.what, seconds } });
  }
}
