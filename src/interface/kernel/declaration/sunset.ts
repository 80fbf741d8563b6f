import type { Context } from 'koa';
import type { Clock } from '../../../application/kernel/clock.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
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
  const { successor, sunset = '', guide } = lifecycle;
  const instead = 'href' in successor ? `Use ${successor.href} instead.` : successor.none;
  throw new Refusal({ ...gone, message: `This is gone since ${sunset}. ${instead} See ${guide}.` });
}

/** Every request counts as using all fields of its answer. */
function usedOf({ whole, parts }: Deprecations, sent: Sent): readonly Lifecycle[] {
  if (parts.length === 0) return whole ? [whole] : [];
  const used = parts.filter((part) => part.in === 'answer' || isSent(part.name, sent[part.in]));
  return [...(whole ? [whole] : []), ...used.map(({ lifecycle }) => lifecycle)];
}
