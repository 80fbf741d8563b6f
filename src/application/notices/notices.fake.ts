import type { Notice, Notices } from './notices.js';

/** Notices in memory. A claimed notice is not returned again. */
export class FakeNotices implements Notices {
  /** All planned notices, sent or not. */
  notices: readonly Notice[] = [];
  readonly settled: number[] = [];
  #plannedDays: readonly string[] = [];
  readonly #claimed = new Set<number>();
  #ids = 0;

  isPlanned(day: string): Promise<boolean> {
    return Promise.resolve(this.#plannedDays.includes(day));
  }

  lastPlannedBefore(day: string): Promise<string | undefined> {
    return Promise.resolve(
      this.#plannedDays
        .filter((each) => each < day)
        .toSorted()
        .at(-1),
    );
  }

  markPlanned(day: string): Promise<void> {
    this.#plannedDays = [...this.#plannedDays, day];
    return Promise.resolve();
  }

  add(day: string, patronIds: readonly (number | null)[]): Promise<void> {
    const isThere = (patronId: number | null): boolean =>
      this.notices.some((notice) => notice.day === day && notice.patronId === patronId);
    const added = patronIds.filter((patronId) => !isThere(patronId));
    this.notices = [...this.notices, ...added.map((patronId) => ({ id: ++this.#ids, day, patronId }))];
    return Promise.resolve();
  }

  claim(since: string, limit: number): Promise<Notice[]> {
    const waiting = this.notices.filter(
      ({ id, day }) => day >= since && !this.#claimed.has(id) && !this.settled.includes(id),
    );
    const given = waiting.slice(0, limit);
    for (const { id } of given) this.#claimed.add(id);
    return Promise.resolve(given);
  }

  newestOf(patronId: number, limit: number): Promise<{ day: string; settledAt: null }[]> {
    const own = this.notices.filter((notice) => notice.patronId === patronId);
    return Promise.resolve(
      own
        .toReversed()
        .slice(0, limit)
        .map(({ day }) => ({ day, settledAt: null })),
    );
  }

  settle(id: number): Promise<void> {
    this.settled.push(id);
    return Promise.resolve();
  }

  prune(before: string): Promise<void> {
    this.notices = this.notices.filter(({ day }) => day >= before);
    this.#plannedDays = this.#plannedDays.filter((day) => day >= before);
    return Promise.resolve();
  }
}
