import { inject, injectable } from 'tsyringe';
import { Clock } from '../../kernel/clock.js';
import type { SignedIn } from '../../kernel/request/caller.js';
import { OwnUsage, type UsedOperation } from './own-usage.js';

const dayMs = 86_400_000;
/** The calls of this time count: long enough for work that is done once in a quarter. */
const windowDays = 90;

/** A change of a contract, as far as it decides whom it concerns. */
export interface TouchingChange {
  readonly operations: readonly string[];
  /** Calls that were answered as this minor or a newer one have the change already. Undefined: no call has it. */
  readonly since: string | undefined;
}

/** The calls of an operation that a change concerns. */
interface ConcernedCalls {
  readonly operationId: string;
  readonly calls: number;
  readonly lastAt: Date;
}

/** A change that concerns calls of the client. */
export interface Affecting<Change> {
  readonly change: Change;
  readonly calls: number;
  readonly lastAt: Date;
  /** The operation that is called most first. */
  readonly operations: readonly [ConcernedCalls, ...ConcernedCalls[]];
}

/** What the way from one contract to another one means for one client. */
export interface MigrationReport<Change> {
  /** Calls from this moment on were counted. */
  readonly since: Date;
  /** All calls of the older major. */
  readonly calls: number;
  /** The changes that concern the client, those of most calls first. */
  readonly affecting: readonly Affecting<Change>[];
  /** The number of all other changes. */
  readonly unaffected: number;
}

/** Joins the calls of a client with the changes of a contract. */
@injectable()
export class MigrationReports {
  constructor(
    @inject(OwnUsage) private readonly usage: OwnUsage,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @param major whose operations the changes name */
  async of<Change extends TouchingChange>(
    caller: SignedIn,
    major: number,
    changes: readonly Change[],
  ): Promise<MigrationReport<Change>> {
    const since = new Date(this.clock.now().getTime() - windowDays * dayMs);
    const used = await this.usage.calls(caller, major, since);
    const affecting = changes.flatMap((change) => affectingOf(change, used) ?? []);
    return {
      since,
      calls: sumOf(used),
      affecting: affecting.toSorted((a, b) => b.calls - a.calls),
      unaffected: changes.length - affecting.length,
    };
  }
}

function affectingOf<Change extends TouchingChange>(
  change: Change,
  used: readonly UsedOperation[],
): Affecting<Change> | undefined {
  const concerned = used.filter(
    ({ operationId, minor }) => change.operations.includes(operationId) && isOlder(minor, change.since),
  );
  const [first, ...others] = [...Map.groupBy(concerned, ({ operationId }) => operationId)]
    .map(([operationId, each]) => ({ operationId, calls: sumOf(each), lastAt: latestOf(each) }))
    .toSorted((a, b) => b.calls - a.calls);
  if (!first) return undefined;
  return { change, calls: sumOf(concerned), lastAt: latestOf(concerned), operations: [first, ...others] };
}

/** Minors of one major, by the number after the point. */
function isOlder(minor: string, than: string | undefined): boolean {
  return than === undefined || Number(minor.split('.')[1]) < Number(than.split('.')[1]);
}

function sumOf(used: readonly UsedOperation[]): number {
  return used.reduce((sum, { calls }) => sum + calls, 0);
}

function latestOf(used: readonly UsedOperation[]): Date {
  return new Date(Math.max(...used.map(({ lastAt }) => lastAt.getTime())));
}
