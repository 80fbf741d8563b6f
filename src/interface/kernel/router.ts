import findMyWay from 'find-my-way';
import type { Context, Middleware } from 'koa';
import { Refusal } from '../../domain/kernel/refusal.js';
import { pipeline, type Kernel } from './pipeline.js';
import { methodNotAllowed } from './refusals.js';
import type { Route } from './route.js';
import { versionPath, type ApiVersion } from './version.js';

type Answer = (ctx: Context) => Promise<void>;

/** What can be done at a path of a version, by method. */
interface Place {
  readonly version: ApiVersion;
  readonly answers: Map<string, Answer>;
}

interface Served {
  readonly version: ApiVersion;
  readonly routes: readonly Route[];
}

/** No id is refused for its length before anybody has looked at it. */
const options = { ignoreTrailingSlash: true, maxParamLength: 100_000 };

/**
 * Serves the routes of all versions; a known path with another method is told so, an unknown one is passed on. Of the
 * paths that fit, the one with the fewest parameters is meant, whatever the method: `GET /users/login` asks for no user.
 */
export function apiRouter(kernel: Kernel, versions: readonly Served[]): Middleware {
  const router = findMyWay(options);
  // A path is found first and its method then: each has its place under one method.
  for (const [path, place] of placesOf(kernel, versions)) router.on('GET', path, () => undefined, place);
  return (ctx, next) => {
    // What cannot be decoded is taken as it came, for the check of its route.
    const { path } = ctx;
    const found = router.find('GET', path) ?? (path.includes('%') ? router.find('GET', encoded(path)) : null);
    // No part of a path is empty.
    if (!found || Object.values(found.params).includes('')) return next();
    ctx['params'] = found.params;
    const { version, answers } = found.store as Place;
    const answer = answers.get(ctx.method);
    if (answer) return answer(ctx);
    ctx.set({ Allow: [...answers.keys(), 'OPTIONS'].join(', '), 'API-Version': version.baseline });
    ctx.vary('API-Version');
    if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
    ctx.status = 204;
    return Promise.resolve();
  };
}

function encoded(path: string): string {
  return path.replaceAll('%', '%25');
}

function placesOf(kernel: Kernel, versions: readonly Served[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { version, routes } of versions) {
    for (const route of routes) {
      const path = versionPath(version) + route.path;
      const place = places.get(path) ?? { version, answers: new Map<string, Answer>() };
      const answer = pipeline(kernel, version, route);
      if (route.method === 'GET') place.answers.set('HEAD', answer);
      place.answers.set(route.method, answer);
      places.set(path, place);
    }
  }
  return places;
}
