import { brownoutAt, type Brownout } from '../../kernel/lifecycle/brownouts.js';
import {
  dayMs,
  isPastSunset,
  startOf,
  stateBeforeSunset,
  type LifecycleDays,
  type LifecycleState,
} from '../../kernel/lifecycle/lifecycle-days.js';
import { gapDays, windowDays, type Agreement, type Facts, type Switches, type Use } from './facts.js';

/** What keeps a sunset or a brownout from taking place. */
export type Obstacle =
  | {
      readonly kind: 'caller';
      readonly consumerId: number;
      readonly name: string;
      readonly calls: number;
      readonly lastAt: Date;
    }
  | { readonly kind: 'extension'; readonly consumerId: number; readonly name: string; readonly until: Date }
  | { readonly kind: 'not_told'; readonly consumerId: number; readonly name: string }
  | { readonly kind: 'anonymous'; readonly calls: number; readonly confirmed: number }
  | { readonly kind: 'no_usage_data' }
  | { readonly kind: 'switch' };

/** The state at a moment, and why it is not the next one. */
export interface Decision {
  readonly state: LifecycleState;
  /** Of a brownout. */
  readonly window?: Brownout;
  readonly obstacles: readonly Obstacle[];
}

/** An announcement must have been delivered this long before a brownout. */
const toldDays = 30;

const none: readonly Obstacle[] = [];

/**
 * Decides the state at a moment. It is the same for everybody. What is not known holds.
 * @param lifecycle undefined for what is not deprecated
 * @param facts undefined while they are not known; needed only in a brownout or after the sunset
 */
export function decide(
  now: Date,
  lifecycle: LifecycleDays | undefined,
  facts: Facts | undefined,
  switches: Switches,
): Decision {
  if (!lifecycle) return { state: 'active', obstacles: none };
  if (isPastSunset(now, lifecycle)) return afterSunset(now, lifecycle, facts, switches);
  const window = brownoutAt(now, lifecycle);
  const state = stateBeforeSunset(now, lifecycle);
  if (!window) return { state, obstacles: none };
  const obstacles = obstaclesToBrownout(window, facts, switches);
  return obstacles.length > 0 ? { state, obstacles } : { state: 'brownout', window, obstacles };
}

/** Whether a decision at this moment depends on facts. */
export function needsFacts(now: Date, lifecycle: LifecycleDays): boolean {
  if (isPastSunset(now, lifecycle)) return lifecycle.guard !== 'date';
  return brownoutAt(now, lifecycle) !== undefined;
}

function afterSunset(
  now: Date,
  lifecycle: LifecycleDays,
  facts: Facts | undefined,
  switches: Switches,
): Decision {
  const bySwitch: readonly Obstacle[] = switches.held ? [{ kind: 'switch' }] : none;
  const byUse = lifecycle.guard === 'date' ? none : obstaclesToSunset(now, lifecycle, facts);
  const obstacles = [...bySwitch, ...byUse];
  return { state: obstacles.length > 0 ? 'held' : 'gone', obstacles };
}

/** Everything that holds a sunset which is guarded by consent. */
export function obstaclesToSunset(
  now: Date,
  lifecycle: LifecycleDays,
  facts: Facts | undefined,
): readonly Obstacle[] {
  if (!facts || !isCounted(facts)) return [{ kind: 'no_usage_data' }];
  const { uses, agreements, anonymous } = facts;
  // Who has an extension is named once, by it.
  const agreed = new Set(agreements.map(({ consumerId }) => consumerId));
  return [
    ...uses.filter((use) => holds(lifecycle, use) && !agreed.has(use.consumerId)).map(callerOf),
    ...agreements.filter((each) => !isConsentAt(now, each)).map(extensionOf),
    ...(anonymous.calls > anonymous.confirmed ? [{ kind: 'anonymous', ...anonymous } as const] : []),
  ];
}

/** Only clients of others hold, and only those that came before the end of the day of the sunset. */
function holds({ sunset }: LifecycleDays, { class: kind, calls, firstAt }: Use): boolean {
  if (kind !== 'external' || calls === 0) return false;
  return sunset === undefined || firstAt.getTime() < startOf(sunset).getTime() + dayMs;
}

/** An extension that has ended counts as a consent. */
function isConsentAt(now: Date, { kind, until }: Agreement): boolean {
  return kind === 'consent' || until === undefined || until <= now;
}

function obstaclesToBrownout(
  { from }: Brownout,
  facts: Facts | undefined,
  { withoutBrownouts }: Switches,
): readonly Obstacle[] {
  if (withoutBrownouts) return [{ kind: 'switch' }];
  if (!facts || !isCounted(facts)) return [{ kind: 'no_usage_data' }];
  const latest = new Date(from.getTime() - toldDays * dayMs);
  return facts.uses
    .filter((use) => use.class === 'external' && use.calls > 0)
    .filter(({ toldAt }) => toldAt === undefined || toldAt > latest)
    .map(({ consumerId, name }) => ({ kind: 'not_told', consumerId, name }));
}

/** Whether something was counted before the window, and then without a gap up to its end. */
export function isCounted({ until: end, countedDays }: Pick<Facts, 'until' | 'countedDays'>): boolean {
  const start = end.getTime() - windowDays * dayMs;
  const gap = (gapDays + 1) * dayMs;
  const known = countedDays
    .map((day) => startOf(day).getTime())
    .filter((moment) => moment >= start - gap && moment <= end.getTime())
    .toSorted((one, other) => one - other);
  if (known[0] === undefined || known[0] > start) return false;
  return [...known, end.getTime()].every((moment, at, all) => moment - (all[at - 1] ?? moment) <= gap);
}

function callerOf({ consumerId, name, calls, lastAt }: Use): Obstacle {
  return { kind: 'caller', consumerId, name, calls, lastAt };
}

function extensionOf({ consumerId, name, until = new Date(0) }: Agreement): Obstacle {
  return { kind: 'extension', consumerId, name, until };
}
