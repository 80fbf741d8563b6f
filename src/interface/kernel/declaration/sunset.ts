import type { Context } from 'koa';
import type { LifecycleStates } from '../../../application/kernel/request/lifecycle-states.js';
import { brownoutAt } from '../../../domain/kernel/lifecycle/brownouts.js';
import { Refusal, withParameters, type RefusalReason } from '../../../domain/kernel/refusal.js';
import { deprecatedPartsOf, isSent, type DeprecatedPart } from './deprecated-fields.js';
import { lifecycleHeaders, stateAt, unhinderedStateAt, type Lifecycle } from './lifecycle.js';
import { brownout, gone } from '../errors/refusals.js';
import type { Route } from './route.js';
import type { PathValues } from './successor.js';
import type { ApiVersion } from './version.js';

/** The lifecycles of a route: its own or that of its major, and those of its parts. */
export interface Deprecations {
  readonly whole: Lifecycle | undefined;
  readonly parts: readonly DeprecatedPart[];
}

/** The parts of a request that are known so far. */
interface Sent {
  readonly path?: object;
  readonly query: object;
  readonly body?: unknown;
  readonly form?: unknown;
}

/**
 * The lifecycle of a whole route: its own, else that of its major. Routes with `outlivesMajor` ignore that of the
 * major.
 */
export function lifecycleOf(version: ApiVersion, route: Route): Lifecycle | undefined {
  return route.lifecycle ?? (route.outlivesMajor ? undefined : version.lifecycle);
}

export function deprecationsOf(version: ApiVersion, route: Route): Deprecations {
  return { whole: lifecycleOf(version, route), parts: deprecatedPartsOf(route) };
}

/** All lifecycles that can appear in the headers of a route. */
export function lifecyclesOf(version: ApiVersion, route: Route): readonly Lifecycle[] {
  const { whole, parts } = deprecationsOf(version, route);
  return [...(whole ? [whole] : []), ...parts.map(({ lifecycle }) => lifecycle)];
}

/** Sets the headers for all deprecated parts that this request uses. Every answer from here on has them. */
export function setDeprecationHeaders(ctx: Context, ends: Deprecations, sent: Sent): void {
  const used = usedOf(ends, sent);
  if (used.length > 0) ctx.set(lifecycleHeaders(used, sent.path as PathValues));
}

/** The moment for which a request asks what is switched off, and whether it asks for a later day than its own. */
export interface LifecycleMoment {
  readonly at: Date;
  readonly isRehearsed: boolean;
}

/**
 * A rehearsal gets what the calendar brings if nothing keeps it. Any other request gets what was decided.
 * @throws Refusal `request.gone` with the successor and the guide, if the request uses something after its sunset;
 * `request.brownout`, also with its end, if it uses something that is switched off for a short time
 */
export function refuseEnded(
  states: LifecycleStates,
  moment: LifecycleMoment,
  ends: Deprecations,
  sent: Sent,
): void {
  const used = usedOf(ends, sent).map((lifecycle) => ({
    lifecycle,
    state: stateFor(states, moment, lifecycle),
  }));
  const isGone = used.find(({ state }) => state === 'gone');
  if (isGone) throw new Refusal(goneAs(isGone.lifecycle));
  const isOff = used.find(({ state }) => state === 'brownout');
  if (isOff) throw new Refusal(offAs(isOff.lifecycle, endOfBrownout(states, moment, isOff.lifecycle)));
}

function stateFor(states: LifecycleStates, { at, isRehearsed }: LifecycleMoment, lifecycle: Lifecycle) {
  return isRehearsed ? unhinderedStateAt(at, lifecycle) : stateAt(at, lifecycle, states.of(lifecycle.id));
}

function endOfBrownout(
  states: LifecycleStates,
  { at, isRehearsed }: LifecycleMoment,
  lifecycle: Lifecycle,
): Date {
  const window = isRehearsed ? brownoutAt(at, lifecycle) : states.of(lifecycle.id)?.window;
  return window?.until ?? at;
}

/** Seconds until the end of the brownout that a refusal tells of; undefined for other refusals. */
export function secondsOff({ reasons: [{ code, parameters }] }: Refusal, now: Date): number | undefined {
  if (code !== brownout.code) return undefined;
  const left = Date.parse(String(parameters?.['until'])) - now.getTime();
  return Math.max(1, Math.ceil(left / 1_000));
}

function goneAs({ successor, sunset = '', guide }: Lifecycle): RefusalReason {
  if ('href' in successor) {
    const sentence = 'This is gone since {{sunset}}. Use {{successor}} instead. See {{guide}}.';
    return withParameters(gone, { sunset, successor: successor.href, guide }, sentence);
  }
  const sentence = 'This is gone since {{sunset}}. {{why}} See {{guide}}.';
  return withParameters(gone, { sunset, why: successor.none, guide }, sentence);
}

function offAs({ successor, sunset = '', guide }: Lifecycle, end: Date): RefusalReason {
  const until = end.toISOString().replace('.000', '');
  if ('href' in successor) {
    const sentence =
      'This is switched off until {{until}}, and gone for good from {{sunset}} on. Use {{successor}} instead. See {{guide}}.';
    return withParameters(brownout, { until, sunset, successor: successor.href, guide }, sentence);
  }
  const sentence =
    'This is switched off until {{until}}, and gone for good from {{sunset}} on. {{why}} See {{guide}}.';
  return withParameters(brownout, { until, sunset, why: successor.none, guide }, sentence);
}

function usedOf(ends: Deprecations, sent: Sent): readonly Lifecycle[] {
  const whole = ends.whole ? [ends.whole] : [];
  return [...whole, ...usedParts(ends, sent).map(({ lifecycle }) => lifecycle)];
}

/** The deprecated parts that a request uses. Every request counts as using all fields of its answer. */
export function usedParts({ parts }: Deprecations, sent: Sent): readonly DeprecatedPart[] {
  if (parts.length === 0) return parts;
  return parts.filter((part) => part.in === 'answer' || isSent(part.name, sent[part.in]));
}
