import type { RouterContext } from '@koa/router';
import type { Context, Middleware } from 'koa';
import { chooseMinor } from '../declaration/minor.js';
import type { Route } from '../declaration/route.js';
import { minors, versionPath, type ApiVersion } from '../declaration/version.js';
import { bearer } from './access-steps.js';
import type { Kernel } from './exchange.js';

/**
 * The routes of a version, by the minor of the request: a path or a method that came later does not exist in an older
 * minor, so that another path of that minor may match, such as `/books/:id`. Minors with the same operations share a
 * router.
 * @param routerOf makes the router of one set of operations, as one middleware or several
 */
export function routesByMinor(
  version: ApiVersion,
  routes: readonly Route[],
  kernel: Pick<Kernel, 'callers' | 'workload'>,
  routerOf: (there: readonly Route[]) => readonly Middleware[],
): readonly Middleware[] {
  const all = minors(version);
  const later = routes.filter(({ since }) => since !== version.baseline);
  if (later.length === 0) return routerOf(routes);
  const newest = inTurn(routerOf(routes));
  const routers = routersOf(all, routes, (there) => inTurn(routerOf(there)));
  const contested = patternOf(version, later);
  const choose: Middleware = async (ctx, next) => {
    if (!contested.test(routedPath(ctx))) return newest(ctx, next);
    const choice = chooseMinor(ctx.get('API-Version'), await pinOf(version, kernel, ctx), all);
    const router = 'minor' in choice ? routers.get(choice.minor) : undefined;
    // Every route refuses an unknown minor in the same way.
    return (router ?? newest)(ctx, next);
  };
  return [choose];
}

/** The path that routers compare. `decodeRouterPath` has decoded the escapes in it that mean nothing else. */
export function routedPath(ctx: Context): string {
  return (ctx as RouterContext).newRouterPath ?? ctx.path;
}

function inTurn(steps: readonly Middleware[]): Middleware {
  return steps.reduceRight<Middleware>(
    (rest, step) => (ctx, next) => step(ctx, async () => rest(ctx, next)),
    (_, next) => next(),
  );
}

function routersOf(
  all: readonly string[],
  routes: readonly Route[],
  routerOf: (there: readonly Route[]) => Middleware,
): ReadonlyMap<string, Middleware> {
  const made = new Map<number, Middleware>();
  const routers = all.map((minor, at) => {
    const there = routes.filter(({ since }) => all.indexOf(since) <= at);
    const router = made.get(there.length) ?? routerOf(there);
    made.set(there.length, router);
    return [minor, router] as const;
  });
  return new Map(routers);
}

/** The paths of these routes. Any other path is the same in all minors. */
function patternOf(version: ApiVersion, routes: readonly Route[]): RegExp {
  const paths = routes.map(({ path }) =>
    path.replaceAll(/[.+*?^$()[\]{}|\\]/g, String.raw`\$&`).replaceAll(/:\w+/g, '[^/]+'),
  );
  return new RegExp(`^${versionPath(version)}(?:${paths.join('|')})/?$`);
}

/** The pin of the caller, which only a request without the header needs. The route itself authenticates them later. */
async function pinOf(
  { major }: ApiVersion,
  kernel: Pick<Kernel, 'callers' | 'workload'>,
  ctx: Context,
): Promise<string | undefined> {
  const token = bearer.exec(ctx.get('authorization'))?.[1];
  if (token === undefined || ctx.get('API-Version').trim() !== '') return undefined;
  let pin: string | undefined;
  await kernel.workload.run({ isGone: () => ctx.req.socket.destroyed }, async () => {
    pin = (await kernel.callers.identify(token))?.pins?.[major];
  });
  return pin;
}
