import type { Context } from 'koa';
import type { Clock } from '../../../application/kernel/clock.js';
import { Refusal, withParameters, type RefusalReason } from '../../../domain/kernel/refusal.js';
import { deprecatedPartsOf, isSent, type DeprecatedPart } from './deprecated-fields.js';
import { lifecycleHeaders, stateAt, type Lifecycle } from './lifecycle.js';
import { gone } from '../errors/refusals.js';
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

/** @throws Refusal `request.gone` with the successor and the guide, if the request uses something after its sunset */
export function refuseAfterSunset(clock: Clock, ends: Deprecations, sent: Sent): void {
  const lifecycle = usedOf(ends, sent).find((each) => stateAt(clock.now(), each) === 'gone');
  if (!lifecycle) return;
  throw new Refusal(goneAs(lifecycle));
}

function goneAs({ successor, sunset = '', guide }: Lifecycle): RefusalReason {
  if ('href' in successor) {
    const sentence = 'This is gone since {{sunset}}. Use {{successor}} instead. See {{guide}}.';
    return withParameters(gone, { sunset, successor: successor.href, guide }, sentence);
  }
  const sentence = 'This is gone since {{sunset}}. {{why}} See {{guide}}.';
  return withParameters(gone, { sunset, why: successor.none, guide }, sentence);
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
