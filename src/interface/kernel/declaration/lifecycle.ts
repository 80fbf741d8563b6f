import type { KnownState } from '../../../application/kernel/request/lifecycle-states.js';
import { brownoutAt } from '../../../domain/kernel/lifecycle/brownouts.js';
import {
  dayMs,
  isPastSunset,
  startOf,
  stateBeforeSunset,
  type LifecycleDays,
  type LifecycleState,
} from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import { successorLink, type PathValues, type Successor } from './successor.js';

/** The deprecation and sunset of an operation, a field or a major. Dates are days in UTC, such as `2026-12-01`. */
export interface Lifecycle extends LifecycleDays {
  /** Never changed: mails and statistics refer to it. */
  readonly id: string;
  /** With the guard `date`: why nobody is asked before the sunset. */
  readonly whyByDate?: string;
  readonly successor: Successor;
  /** The page that tells clients what to change. */
  readonly guide: string;
}

/** The promised minimum between deprecation and sunset, in days. */
export const noticeDays = { operation: 365, major: 730 } as const;

/**
 * The state at a moment.
 * @param known what was decided about it. While that is unknown there are no brownouts, and a sunset that needs consent is
 * held.
 */
export function stateAt(now: Date, lifecycle: LifecycleDays | undefined, known?: KnownState): LifecycleState {
  if (!lifecycle) return 'active';
  if (isPastSunset(now, lifecycle)) return stateAfterSunset(lifecycle, known);
  return isOffAt(now, known) ? 'brownout' : stateBeforeSunset(now, lifecycle);
}

function stateAfterSunset({ guard }: LifecycleDays, known: KnownState | undefined): LifecycleState {
  if (known?.state === 'gone' || known?.state === 'held') return known.state;
  return guard === 'date' ? 'gone' : 'held';
}

function isOffAt(now: Date, known: KnownState | undefined): boolean {
  if (known?.state !== 'brownout' || !known.window) return false;
  return known.window.from <= now && now < known.window.until;
}

/** The state on a later day if nothing keeps it: every brownout takes place, and from the sunset on it is gone. */
export function unhinderedStateAt(moment: Date, lifecycle: Lifecycle): LifecycleState {
  if (isPastSunset(moment, lifecycle)) return 'gone';
  return brownoutAt(moment, lifecycle) ? 'brownout' : stateBeforeSunset(moment, lifecycle);
}

/**
 * The headers of an answer that uses something deprecated: `Deprecation` (RFC 9745, a structured-field date), `Sunset`
 * (RFC 8594) and `Link`. Of several lifecycles, the earliest dates and all links.
 * @param path the path parameters of the request, from which follows the address of the successor
 */
export function lifecycleHeaders(
  lifecycles: readonly Lifecycle[],
  path: PathValues = {},
): Readonly<Record<string, string>> {
  const deprecated = lifecycles.map((each) => startOf(each.deprecated).getTime());
  const sunsets = lifecycles.flatMap(({ sunset }) =>
    sunset === undefined ? [] : [startOf(sunset).getTime()],
  );
  if (deprecated.length === 0) return {};
  return {
    Deprecation: `@${Math.min(...deprecated) / 1_000}`,
    ...(sunsets.length > 0 && { Sunset: new Date(Math.min(...sunsets)).toUTCString() }),
    Link: lifecycles.flatMap((each) => linksOf(each, path)).join(', '),
  };
}

/** The errors of a declared lifecycle, as predicates without a subject. */
export function lifecycleFaults(lifecycle: Lifecycle, noticeAtLeast: number): string[] {
  const { deprecated, sunset, successor, guard, whyByDate = '' } = lifecycle;
  const days = [deprecated, ...(sunset === undefined ? [] : [sunset])];
  const notDays = days.filter((day) => !isDay(day)).map((day) => `has an invalid date: ${day}`);
  if (notDays.length > 0) return notDays;
  const notice =
    sunset === undefined ? Infinity : (startOf(sunset).getTime() - startOf(deprecated).getTime()) / dayMs;
  const faults: string[] = [];
  if (notice < noticeAtLeast)
    faults.push(`is gone ${notice} days after its deprecation; ${noticeAtLeast} are promised`);
  if ('none' in successor && successor.none.trim() === '')
    faults.push('has neither a successor nor a reason for none');
  if (guard === 'date' && whyByDate.trim() === '')
    faults.push('is ended by its date alone, without a reason (whyByDate)');
  return faults;
}

function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && startOf(day).toJSON()?.startsWith(day);
}

function linksOf({ guide, sunset, successor }: Lifecycle, path: PathValues): string[] {
  return [
    `<${guide}>; rel="deprecation"; type="text/html"`,
    ...(sunset === undefined ? [] : [`<${guide}>; rel="sunset"; type="text/html"`]),
    ...('href' in successor ? [`<${successorLink(successor, path)}>; rel="successor-version"`] : []),
  ];
}
