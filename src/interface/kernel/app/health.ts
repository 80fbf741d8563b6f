import type { Context, Middleware } from 'koa';
import { Availability } from '../../../application/kernel/process/availability.js';
import { causeOf, type ProcessEvents } from '../../../application/kernel/process/process-events.js';
import type { Dependency } from '../../../application/kernel/process/readiness.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { methodNotAllowed } from '../errors/refusals.js';
import type { HttpSettings } from '../settings.js';

/** Time limit for the checks of all dependencies together, in milliseconds. */
const patience = 1_500;

/**
 * `/health/live` checks nothing: the process runs. `/health/ready` checks every dependency, and `/health` is the same.
 * `/version` names the release.
 * @param isDraining true once the process has begun to stop; then it is not ready
 * @param events notified when the service becomes unready, with the cause, and when it is ready again
 */
export function health(
  dependencies: readonly Dependency[],
  release: HttpSettings['release'],
  isDraining: () => boolean,
  events: ProcessEvents,
): Middleware {
  const readiness = new Availability('readiness', 'warn');
  readiness.reportTo(events);
  const ready: Page = async (ctx) => sayReady(ctx, await faults(dependencies, readiness), isDraining());
  const pages: Readonly<Record<string, Page>> = {
    '/health/live': (ctx) => say(ctx, 200, { status: 'ok' }),
    '/health': ready,
    '/health/ready': ready,
    '/version': (ctx) => say(ctx, 200, release),
  };
  return async (ctx, next) => {
    const path = ctx.path.replace(/(.)\/$/, '$1');
    const page = pages[path];
    if (!page) return next();
    ctx.state['route'] = path;
    if (ctx.method === 'GET' || ctx.method === 'HEAD') return page(ctx);
    ctx.set('Allow', 'GET, HEAD, OPTIONS');
    if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
    ctx.status = 204;
  };
}

type Page = (ctx: Context) => Promise<void> | void;

/** Name of a dependency → its error, or undefined if it works. */
type Faults = Readonly<Record<string, unknown>>;

async function faults(dependencies: readonly Dependency[], readiness: Availability): Promise<Faults> {
  const found = await Promise.all(
    dependencies.map(async (each) => [each.name, await faultOf(each)] as const),
  );
  const first = found.find(([, fault]) => fault !== undefined);
  if (first) readiness.markDown(new Error(`${first[0]}: ${causeOf(first[1])}`));
  else readiness.markUp();
  return Object.fromEntries(found);
}

function sayReady(ctx: Context, found: Faults, isDraining: boolean): void {
  const checks = Object.entries(found).map(([name, fault]) => [name, fault ? 'unavailable' : 'ok']);
  const up = !isDraining && !Object.values(found).some(Boolean);
  if (!up) ctx.set('Retry-After', '1');
  say(ctx, up ? 200 : 503, {
    status: up ? 'ok' : isDraining ? 'draining' : 'unavailable',
    checks: Object.fromEntries(checks) as object,
  });
}

async function faultOf(dependency: Dependency): Promise<unknown> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${patience} ms`)), patience);
  try {
    await Promise.race([dependency.check(), promise]);
    return undefined;
  } catch (error) {
    return error ?? new Error('unknown');
  } finally {
    clearTimeout(timer);
  }
}

function say(ctx: Context, status: number, body: object): void {
  ctx.status = status;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = body;
}
