import type { Operation } from '../requests/documents.js';
import type { Heard } from '../requests/talk.js';

/** Statuses that these requests cannot lead to, and why. The frozen conversations cover them. */
const unreachable: ReadonlyMap<number, string> = new Map([
  [410, 'only after the sunset'],
  [429, 'the limits are higher than the number of requests'],
  [503, 'only without a database'],
]);

/** Counts which documented answers were given. */
export class Coverage {
  private readonly counts = new Map<string, number>();
  private successes = 0;
  private all = 0;

  hear({ operation, answer: { status } }: Heard): void {
    const key = `${keyOf(operation)} ${status}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    this.all += 1;
    if (status < 400) this.successes += 1;
  }

  /** The share of successes, in percent. */
  get percentSuccessful(): number {
    return (100 * this.successes) / Math.max(1, this.all);
  }

  /** How often each status was given, such as `200: 8123`. */
  get statuses(): string[] {
    const sums = new Map<string, number>();
    for (const [key, count] of this.counts) {
      const status = key.split(' ').at(-1) ?? '';
      sums.set(status, (sums.get(status) ?? 0) + count);
    }
    return [...sums]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([status, count]) => `${status}: ${count}`);
  }

  /** Documented statuses that were not reached, such as `v2 2.1 lendCopy 201`. */
  missing(operations: readonly Operation[]): string[] {
    return operations.flatMap((operation) =>
      operation.statuses
        .filter((status) => !unreachable.has(status))
        .map((status) => `${keyOf(operation)} ${status}`)
        .filter((key) => !this.counts.has(key)),
    );
  }
}

function keyOf({ major, minor, id }: Operation): string {
  return `${major} ${minor} ${id}`;
}
