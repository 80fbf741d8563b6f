/** The days of an end of life, in UTC, such as `2026-12-01`. */
export interface LifecycleDays {
  /** From this day on, new code should not use it. */
  readonly deprecated: string;
  /** From this day on it is gone. Absent until a day is set. */
  readonly sunset?: string;
  /**
   * `date`: from the sunset on it is answered with 410. `consent`, the default: a sunset is held, and it is answered as
   * before, as long as somebody might still call it.
   */
  readonly guard?: 'consent' | 'date';
}

/** `brownout` is switched off for a short time. `held` is past its sunset, and still answered. */
export const lifecycleStates = ['active', 'announced', 'deprecated', 'brownout', 'held', 'gone'] as const;
export type LifecycleState = (typeof lifecycleStates)[number];

export const dayMs = 86_400_000;

/** The first moment of a day. */
export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

export function isPastSunset(now: Date, { sunset }: LifecycleDays): boolean {
  return sunset !== undefined && now >= startOf(sunset);
}

/** The state before the sunset, apart from brownouts. */
export function stateBeforeSunset(now: Date, { deprecated }: LifecycleDays): 'announced' | 'deprecated' {
  return now >= startOf(deprecated) ? 'deprecated' : 'announced';
}

/** The state as long as nothing was decided: what is not known is held. */
export function stateUndecided(
  now: Date,
  lifecycle: LifecycleDays,
): 'announced' | 'deprecated' | 'held' | 'gone' {
  if (!isPastSunset(now, lifecycle)) return stateBeforeSunset(now, lifecycle);
  return lifecycle.guard === 'date' ? 'gone' : 'held';
}
