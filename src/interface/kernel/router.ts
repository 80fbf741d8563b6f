import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { Refusal } from '../../domain/kernel/refusal.js';
import { pipeline, type Kernel } from './pipeline.js';
import { methodNotAllowed } from './refusals.js';
import type { Route } from './route.js';
import { versionPath, type ApiVersion } from './version.js';

/** Serves the routes of a version; a known path with another method is told so, an unknown one is passed on. */
export function versionRouter(kernel: Kernel, version: ApiVersion, routes: readonly Route[]): Middleware[] {
  const router = new Router({ prefix: versionPath(version), sensitive: true });
  for (const route of routes.toSorted(byParameters)) {
    router.register(route.path, [route.method], pipeline(kernel, version, route));
  }
  return [otherMethods(router), router.routes() as Middleware];
}

/** `/books/search` is asked before `/books/:id`, whichever feature declared it first. */
function byParameters(a: Route, b: Route): number {
  return a.path.split(':').length - b.path.split(':').length;
}

/** Of the paths that fit, the one with the fewest parameters is meant: `GET /users/login` asks for no user. */
function otherMethods(router: Router): Middleware {
  return async (ctx: Context, next) => {
    const [nearest, ...others] = router.match(ctx.path, ctx.method).path;
    if (!nearest) return next();
    const same = others.filter(({ paramNames }) => paramNames.length === nearest.paramNames.length);
    const methods = [nearest, ...same].flatMap((layer) => layer.methods);
    if (methods.includes(ctx.method)) return next();
    ctx.set('Allow', [...new Set([...methods, 'OPTIONS'])].join(', '));
    if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
    ctx.status = 204;
  };
}
