import type { Router, RouterContext } from '@koa/router';
import type Koa from 'koa';
import type { Context, Middleware } from 'koa';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { sendResponse, withHeaders } from '../answer/encoded-response.js';
import { methodNotAllowed } from '../errors/refusals.js';
import { networkOf } from '../limits/address.js';
import { addressOf } from '../limits/client-address.js';
import type { Kernel } from '../pipeline/exchange.js';
import { koaApplication } from './koa-application.js';
import { nodeApplication, type NodeApplication } from './node-application.js';

/** The services that an API of somebody else gets with its path. */
export type InstalledKernel = Pick<Kernel, 'limits' | 'scope' | 'workload'>;

/** What a package can export: a router, a whole Koa application, or a program for the requests of Node, as Express is. */
export type Installable = Router | Koa | NodeApplication;

/** Its callers are not known to us: it gets no token and no cookie checked. */
const anybody = { role: 'anonymous' } as const;

/**
 * Answers the requests below a path by an API of somebody else. It has our limits for anonymous callers, security headers,
 * CORS, log and forms of errors. Decision 0074 says what each kind has besides.
 */
export function installedApi(path: string, api: Installable, kernel: InstalledKernel): Middleware {
  const answer = answering(path, api, kernel);
  return (ctx, next) => (`${ctx.path}/`.startsWith(`${path}/`) ? answer(ctx, next) : next());
}

function answering(path: string, api: Installable, kernel: InstalledKernel): Middleware {
  const begin = async (ctx: Context, route: string, name: string) => {
    ctx.state['route'] = route;
    ctx.state['operationId'] = name;
    await kernel.limits.consumeRateLimit(ctx, { operationId: `${path} ${name}` }, anybody);
  };
  if (typeof api === 'function') {
    const answer = nodeApplication(path, api);
    return async (ctx, next) => {
      await begin(ctx, path, path);
      await answer(ctx, next);
    };
  }
  if (isKoa(api)) {
    const answer = koaApplication(path, api);
    return (ctx, next) =>
      withinDeadline(ctx, kernel, async () => {
        await begin(ctx, path, path);
        await answer(ctx, next);
      });
  }
  return byRouter(api, kernel, begin);
}

function isKoa(api: Router | Koa): api is Koa {
  return 'callback' in api;
}

/** A router says which of its routes it is, so that each has a limit of its own, and a name in the log. */
function byRouter(
  router: Router,
  kernel: InstalledKernel,
  begin: (ctx: Context, route: string, name: string) => Promise<void>,
): Middleware {
  const routes = router.routes() as Middleware;
  return async (ctx, next) => {
    const { path, pathAndMethod } = router.match(
      (ctx as RouterContext).newRouterPath ?? ctx.path,
      ctx.method,
    );
    if (path.length === 0) return next();
    const [route] = pathAndMethod;
    if (!route)
      return allowMethods(
        ctx,
        path.flatMap(({ methods }) => methods),
      );
    await withinDeadline(ctx, kernel, async () => {
      await begin(ctx, String(route.path), route.name ?? String(route.path));
      await routes(ctx, async () => undefined);
      await sendText(ctx);
    });
  };
}

function withinDeadline(ctx: Context, { workload, scope }: InstalledKernel, work: () => Promise<void>) {
  const isGone = () => ctx.req.socket.destroyed;
  const facts = {
    requestId: ctx.state['requestId'] as string,
    caller: anybody,
    network: () => networkOf(addressOf(ctx)),
    userAgent: ctx.get('User-Agent'),
  };
  return workload.run({ isGone }, () => scope.run(facts, work));
}

/** @throws Refusal `request.method_not_allowed`, except for `OPTIONS` */
function allowMethods(ctx: Context, methods: readonly string[]): void {
  ctx.set('Allow', [...new Set([...methods, 'OPTIONS'])].join(', '));
  if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
  ctx.status = 204;
}

/** Texts and JSON get an `ETag`, 304 and compression, as our own answers do. */
async function sendText(ctx: Context): Promise<void> {
  const { status, type: mediaType } = ctx.response;
  const text = textOf(ctx.body);
  if (status !== 200 || text === undefined) return;
  const kept = ctx.response.get('Cache-Control');
  const headers = kept ? { 'Cache-Control': kept } : {};
  const reads = ctx.method === 'GET' || ctx.method === 'HEAD';
  await sendResponse(
    { ctx, caller: anybody },
    withHeaders({ status, mediaType, headers, body: text }, reads),
  );
}

/** Undefined for a stream and the like. */
function textOf(body: unknown): string | undefined {
  if (typeof body === 'string') return body;
  return body?.constructor === Object ? JSON.stringify(body) : undefined;
}
