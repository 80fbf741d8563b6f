import type { Context } from 'koa';
import { Refusal } from '../../domain/kernel/refusal.js';
import { lifecycleHeaders, stateAt, type Lifecycle } from './lifecycle.js';
import { gone } from './refusals.js';
import type { Route } from './route.js';
import type { ApiVersion } from './version.js';

/** What a route is subject to: its own end, else that of its major. */
export function lifecycleOf(version: ApiVersion, route: Route): Lifecycle | undefined {
  return route.lifecycle ?? version.lifecycle;
}

/** All ends that an answer of a route can tell of: of the whole, and of its parts. */
export function lifecyclesOf(version: ApiVersion, route: Route): readonly Lifecycle[] {
  const whole = lifecycleOf(version, route);
  return [...(whole ? [whole] : []), ...(route.deprecatedElements ?? [])];
}

/** Tells, with every answer from here on, what this request uses that will go away. */
export function tellEnd(ctx: Context, version: ApiVersion, route: Route): void {
  const whole = lifecycleOf(version, route);
  const elements = (route.deprecatedElements ?? []).filter(({ name }) => Object.hasOwn(ctx.query, name));
  ctx.set(lifecycleHeaders([...(whole ? [whole] : []), ...elements]));
}

/** @throws Refusal `request.gone`, which names the successor and the guide */
export function refuseGone(now: Date, version: ApiVersion, route: Route): void {
  const lifecycle = lifecycleOf(version, route);
  if (!lifecycle || stateAt(now, lifecycle) !== 'gone') return;
  const { successor, sunset = '', guide } = lifecycle;
  const instead = 'href' in successor ? `Use ${successor.href} instead.` : successor.none;
  throw new Refusal({ ...gone, message: `This is gone since ${sunset}. ${instead} See ${guide}.` });
}
