import type { Router, RouterContext } from '@koa/router';
import type { Middleware } from 'koa';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { prepareEndpoint } from '../pipeline/endpoint.js';
import type { Kernel } from '../pipeline/exchange.js';
import { routedPath, routesByMinor } from '../pipeline/minor-routers.js';
import { pipeline } from '../pipeline/pipeline.js';
import { methodNotAllowed } from '../errors/refusals.js';
import type { Route } from '../declaration/route.js';
import { versionPath, type ApiVersion } from '../declaration/version.js';

/** A version, and how to create a router for some of its routes, which the folder of the version says. */
export interface VersionRouters {
  readonly version: ApiVersion;
  readonly createRouter: () => Router;
}

/** A version with its routes as Koa middleware. */
export interface RoutedVersion {
  readonly version: ApiVersion;
  readonly steps: readonly Middleware[];
}

/** The layers whose path matches the request, for any method (`ctx.matched`). */
type Matched = NonNullable<RouterContext['matched']>;

/**
 * Letters, digits and `-._~` mean the same with and without percent-encoding (RFC 3986, 6.2.2.2), so the router
 * compares them decoded. A path with an invalid escape stays as it is.
 */
export const decodeRouterPath: Middleware = (ctx, next) => {
  if (ctx.path.includes('%')) (ctx as RouterContext).newRouterPath = decodeUnreserved(ctx.path);
  return next();
};

function decodeUnreserved(path: string): string {
  try {
    decodeURIComponent(path);
  } catch {
    return path;
  }
  return path.replaceAll(/%(?:4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae]|3\d|2[de])/gi, decodeURIComponent);
}

/**
 * The routes of a version as middleware, each under its operationId. A request gets those of its minor, and then the
 * answers to other methods of a known path.
 */
export function routeVersion(
  { version, createRouter }: VersionRouters,
  routes: readonly Route[],
  kernel: Kernel,
): RoutedVersion {
  const handlers = new Map(routes.map((route) => [route.operationId, handlerOf(version, route, kernel)]));
  const otherwise = answerOtherMethods(version);
  const routerOf = (there: readonly Route[]): Middleware => {
    const router = createRouter();
    for (const route of there)
      router[verbOf(route)](route.operationId, route.path, handlers.get(route.operationId) ?? otherwise);
    return router.routes() as Middleware;
  };
  const stepsOf = (there: readonly Route[]) => [byFirstSegment(version, there, routerOf), otherwise];
  return { version, steps: routesByMinor(version, routes, kernel, stepsOf) };
}

/**
 * One router for each first segment after the path of the version, such as `books`: a router tries all of its paths,
 * whatever matches, and a version has a hundred of them.
 */
function byFirstSegment(
  version: ApiVersion,
  routes: readonly Route[],
  routerOf: (there: readonly Route[]) => Middleware,
): Middleware {
  const groups = Map.groupBy(routes, ({ path }) => firstSegment(path));
  const routers = new Map([...groups].map(([segment, group]) => [segment, routerOf(group)]));
  const start = versionPath(version);
  return (ctx, next) => {
    const path = routedPath(ctx);
    const router = path.startsWith(start) && routers.get(firstSegment(path.slice(start.length)));
    return router ? router(ctx, next) : next();
  };
}

/** `books` of `/books/:id`; undefined for a text that does not begin with a slash. */
function firstSegment(path: string): string | undefined {
  const [nothing, segment] = path.split('/', 2);
  return nothing === '' ? segment : undefined;
}

function handlerOf(version: ApiVersion, route: Route, kernel: Kernel): (ctx: RouterContext) => Promise<void> {
  const run = pipeline(kernel, prepareEndpoint(version, route));
  const parameters = route.path.split('/:').length - 1;
  return (ctx) => {
    if (parameters > 0) refuseFartherPath(ctx, version, parameters);
    return run(ctx);
  };
}

/** The router method that registers a route. `get` includes HEAD. */
function verbOf({ method }: Route): 'get' | 'post' | 'put' | 'patch' | 'delete' {
  return method.toLowerCase() as Lowercase<typeof method>;
}

/**
 * Of all matching paths, the one with the fewest parameters counts, whatever its method: `GET /users/login` is not a
 * request for a user. The router itself compares only paths with the right method.
 * @throws Refusal `request.method_not_allowed` if a more specific path matches, too
 */
function refuseFartherPath(ctx: RouterContext, version: ApiVersion, parameters: number): void {
  const { matched = [] } = ctx;
  if (matched.some(({ paramNames }) => paramNames.length < parameters)) allowMethods(ctx, version, matched);
}

/**
 * Runs after the router of a version, for a path that has only other methods. `OPTIONS` gets 204, everything else is
 * refused; both get the methods in `Allow`. The library's `allowedMethods` would answer 501 to unknown methods.
 * @throws Refusal `request.method_not_allowed`
 */
function answerOtherMethods(version: ApiVersion): Middleware {
  return (ctx, next) => {
    const { matched = [] } = ctx as RouterContext;
    if (matched.length === 0) return next();
    allowMethods(ctx as RouterContext, version, matched);
  };
}

function allowMethods(ctx: RouterContext, { baseline }: ApiVersion, matched: Matched): void {
  const fewest = Math.min(...matched.map(({ paramNames }) => paramNames.length));
  const nearest = matched.filter(({ paramNames }) => paramNames.length === fewest);
  const methods = new Set([...nearest.flatMap((layer) => layer.methods), 'OPTIONS']);
  ctx.set({ Allow: [...methods].join(', '), 'API-Version': baseline });
  ctx.vary('API-Version');
  if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
  ctx.status = 204;
}
