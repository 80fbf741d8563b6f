import type { Context, Middleware } from 'koa';
import type { Dependency } from '../../application/kernel/readiness.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { methodNotAllowed } from './refusals.js';
import type { HttpSettings } from './settings.js';

/** Time for all dependencies together to answer, in milliseconds. */
const patience = 1_500;

/**
 * `/health/live` touches nothing: the process runs. `/health/ready` asks every dependency; `/health` is the same.
 * `/version` says what runs.
 * @param isDraining true once the process has begun to stop; it is not ready then
 */
export function health(
  dependencies: readonly Dependency[],
  release: HttpSettings['release'],
  isDraining: () => boolean,
): Middleware {
  const pages: Readonly<Record<string, (ctx: Context) => Promise<void> | void>> = {
    '/health/live': (ctx) => say(ctx, 200, { status: 'ok' }),
    '/health': (ctx) => ready(ctx, dependencies, isDraining),
    '/health/ready': (ctx) => ready(ctx, dependencies, isDraining),
    '/version': (ctx) => say(ctx, 200, release),
  };
  return async (ctx, next) => {
    const page = pages[ctx.path.replace(/(.)\/$/, '$1')];
    if (!page) return next();
    if (ctx.method === 'GET' || ctx.method === 'HEAD') return page(ctx);
    ctx.set('Allow', 'GET, HEAD, OPTIONS');
    if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
    ctx.status = 204;
  };
}

async function ready(
  ctx: Context,
  dependencies: readonly Dependency[],
  isDraining: () => boolean,
): Promise<void> {
  const checks = await Promise.all(
    dependencies.map(async (each) => [each.name, await stateOf(each)] as const),
  );
  const up = !isDraining() && checks.every(([, state]) => state === 'ok');
  if (!up) ctx.set('Retry-After', '1');
  say(ctx, up ? 200 : 503, {
    status: up ? 'ok' : isDraining() ? 'draining' : 'unavailable',
    checks: Object.fromEntries(checks),
  });
}

async function stateOf(dependency: Dependency): Promise<'ok' | 'unavailable'> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer')), patience);
  try {
    await Promise.race([dependency.check(), promise]);
    return 'ok';
  } catch {
    return 'unavailable';
  } finally {
    clearTimeout(timer);
  }
}

function say(ctx: Context, status: number, body: object): void {
  ctx.status = status;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = body;
}
