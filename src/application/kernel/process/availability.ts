import { causeOf, toNobody, type ProcessEvent, type ProcessEvents } from './process-events.js';

/** What failed that lately is not back yet: else the log would flicker. In milliseconds. */
const settledMs = 500;

/** Tells of changes only: however many requests suffer from an outage, it is told once, and its end once. */
export class Availability {
  #awaySince: number | undefined;
  #lastSeenAway = 0;
  #events = toNobody;

  /** @param what is away, or back, in the words of the log: `postgresql` */
  constructor(
    private readonly what: string,
    private readonly level: ProcessEvent['level'],
  ) {}

  /** Nobody hears of anything before. */
  reportTo(events: ProcessEvents): void {
    this.#events = events;
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
