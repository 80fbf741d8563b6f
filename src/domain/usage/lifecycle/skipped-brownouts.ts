import { brownoutAt, brownoutsOf, type Brownout } from '../../kernel/lifecycle/brownouts.js';
import type { LifecycleDays } from '../../kernel/lifecycle/lifecycle-days.js';
import type { Decision, Obstacle } from './decision.js';

/** A planned brownout that does not take place. */
export interface SkippedBrownout {
  readonly window: Brownout;
  /** Empty: nobody has decided in time. */
  readonly obstacles: readonly Obstacle[];
}

/**
 * The brownouts of which this decision is the first to know that they do not take place, or end early: so each is named
 * once.
 * @param before the decision before this one
 */
export function skippedBrownouts(
  now: Date,
  lifecycle: LifecycleDays,
  before: (Decision & { readonly checkedAt: Date }) | undefined,
  { state, obstacles }: Decision,
): readonly SkippedBrownout[] {
  const missed = before
    ? brownoutsOf(lifecycle).filter(({ from, until }) => before.checkedAt < from && until <= now)
    : [];
  const window = state === 'brownout' ? undefined : brownoutAt(now, lifecycle);
  const isNew = window && !(before && before.checkedAt >= window.from && before.obstacles.length > 0);
  return [
    ...missed.map((each) => ({ window: each, obstacles: [] })),
    ...(isNew ? [{ window, obstacles }] : []),
  ];
}

/** Why a brownout is skipped, for operators. Clients are named by their ids. */
export function whySkipped(obstacles: readonly Obstacle[]): string {
  if (obstacles.length === 0) return 'the worker did not run';
  const untold = obstacles.flatMap((each) => (each.kind === 'not_told' ? [each.consumerId] : []));
  if (untold.length > 0) return `not told in time: client ${untold.join(', ')}`;
  return obstacles.some(({ kind }) => kind === 'switch')
    ? 'operators have switched it off'
    : 'there are no usage data for all of the 30 days before';
}
