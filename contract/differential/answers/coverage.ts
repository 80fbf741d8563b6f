import { conversationsOf } from '../../frozen/folder.js';
import { coveredBy } from '../../conversations/coverage.js';
import type { Gap, Operation } from '../sources/documents.js';
import type { Heard } from '../requests/talk.js';

/** Statuses that need other settings or another time. The frozen conversations have these. */
const elsewhere: ReadonlySet<number> = new Set([410, 429, 503]);

/** If the answer were another one, nobody would be left who may make the other requests. */
const tooDangerous: ReadonlySet<string> = new Set(['v1 changeUserRole 409']);

/**
 * The statuses that requests alone can lead to, such as `v2 getBook 404`: those of the frozen conversations that need no
 * fault and no settings of their own.
 */
export function reachableIn(contracts: string, operations: readonly Operation[]): ReadonlySet<string> {
  const documents = new Set(operations.map(({ major, document }) => ({ major, document })));
  const ways = [...documents].flatMap(({ major, document }) => {
    const talks = conversationsOf(contracts, major).filter(
      ({ fault, config }) => !fault && !config.staffSecondFactor,
    );
    return [...coveredBy(talks, document)].map((way) => `${major} ${way.split(' ').slice(0, 2).join(' ')}`);
  });
  const isReachable = (way: string) =>
    !elsewhere.has(Number(way.split(' ').at(-1))) && !tooDangerous.has(way);
  return new Set(ways.filter(isReachable));
}

/** Counts which documented answers were given. */
export class Coverage {
  private readonly counts = new Map<string, number>();
  private successes = 0;
  /** The number of all answers. */
  all = 0;

  /** @param reachable see `reachableIn`; what is not among them is no gap */
  constructor(
    private readonly operations: readonly Operation[],
    private readonly reachable: ReadonlySet<string>,
  ) {}

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

  /** Documented statuses that were not reached in some minor. */
  gaps(): Gap[] {
    return this.operations.flatMap((operation) =>
      operation.statuses
        .filter((status) => this.reachable.has(`${operation.major} ${operation.id} ${status}`))
        .filter((status) => !this.counts.has(`${keyOf(operation)} ${status}`))
        .map((status) => ({ operation, status })),
    );
  }
}

/** Such as `v2 2.1 lendCopy 201`. */
export function nameOf({ operation, status }: Gap): string {
  return `${keyOf(operation)} ${status}`;
}

function keyOf({ major, minor, id }: Operation): string {
  return `${major} ${minor} ${id}`;
}
