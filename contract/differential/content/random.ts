import { seededRandom } from '../../../tools/search-quality/seeded-random.js';

/** Choices that are the same for the same seed. */
export class Random {
  private readonly next: (top: number) => number;

  constructor(seed: number) {
    this.next = seededRandom(seed);
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.next(high - low + 1);
  }

  /** Whether something happens that happens so many times in a hundred. */
  chance(percent: number): boolean {
    return this.next(100) < percent;
  }

  /** @throws Error when there is nothing to choose from */
  pick<T>(choices: readonly T[]): T {
    if (choices.length === 0) throw new Error('There is nothing to choose from.');
    return choices[this.next(choices.length)] as T;
  }

  /** So many of them, in a random order, each at most once. */
  some<T>(choices: readonly T[], count: number): T[] {
    const rest = [...choices];
    return Array.from({ length: Math.min(count, rest.length) }, () =>
      rest.splice(this.next(rest.length), 1),
    ).flat();
  }
}
