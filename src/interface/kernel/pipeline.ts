import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import type { Cache, CacheRule } from '../../application/kernel/cache.js';
import type { Caller } from '../../application/kernel/caller.js';
import type { RequestScope } from '../../application/kernel/request-scope.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { readBody } from './body.js';
import type { Gate } from './gate.js';
import { checkInput } from './input.js';
import { notAcceptable } from './refusals.js';
import type { Content, Input, Route } from './route.js';
import type { ApiVersion } from './version.js';

/** An answer as it goes over the wire. */
interface Finished {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What every route needs; made once. */
export interface Kernel {
  readonly gate: Gate;
  readonly cache: Cache;
  readonly scope: RequestScope;
}

/** Turns a declaration into what Koa runs: admit, count, check, then answer from the cache or by the handler. */
export function pipeline(kernel: Kernel, version: ApiVersion, route: Route): (ctx: Context) => Promise<void> {
  return async (ctx) => {
    ctx.state['operationId'] = route.operationId;
    const caller = await kernel.gate.admit(ctx, route.audience);
    await kernel.gate.count(ctx, route, caller);
    const mediaType = negotiate(ctx, route);
    const input = await inputOf(ctx, version, route, caller);
    if (route.signInLimit)
      await kernel.gate.countSignIn(ctx, route.signInLimit(input as Input<object, never>));
    const answer = () =>
      kernel.scope.run({ requestId: ctx.state['requestId'] as string, caller }, () => run(route, input));
    const finished = route.cache
      ? await kept(ctx, kernel.cache, route.cache, version, input, answer)
      : await answer();
    send(ctx, finished, mediaType, caller);
  };
}

/** @throws Refusal `request.not_acceptable` */
function negotiate(ctx: Context, { responds }: Route): string {
  const mediaType = mediaTypeOf(Object.values(responds)[0]);
  if (!ctx.accepts(mediaType)) throw new Refusal(notAcceptable);
  return mediaType;
}

function mediaTypeOf(content: Content | undefined): string {
  return content && 'mediaType' in content ? content.mediaType : 'application/json';
}

async function inputOf(
  ctx: Context,
  version: ApiVersion,
  route: Route,
  caller: Caller,
): Promise<Input<object, Caller>> {
  const { accepts = {} } = route;
  const body = accepts.body && (await readBody(ctx));
  const raw = { path: ctx['params'] as object, query: { ...ctx.query }, body };
  const checked = checkInput(accepts, raw, version.unknownQueryIsFault);
  return { ...checked, caller, url: knownUrl(ctx, checked.query) } as Input<object, Caller>;
}

/** The URL without query parameters that the route does not know, and without a host: links stay on this server. */
function knownUrl(ctx: Context, query: object | undefined): URL {
  const url = new URL(ctx.path, 'http://localhost');
  for (const [name, value] of Object.entries(ctx.query).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (query && Object.hasOwn(query, name)) url.searchParams.set(name, String(value));
  }
  return url;
}

async function run(route: Route, input: Input<object, Caller>): Promise<Finished> {
  const { status, headers, body } = await route.handle(input as Input<object, never>);
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** Keeps finished answers by version, path and sorted query: what is kept is the same for all who may call. */
async function kept(
  ctx: Context,
  cache: Cache,
  rule: CacheRule,
  version: ApiVersion,
  { url }: Input<object, Caller>,
  answer: () => Promise<Finished>,
): Promise<Finished> {
  const key = `v${version.major}:${url.pathname}${url.search}`;
  const { value, hit } = await cache.remember(key, rule, async () => JSON.stringify(await answer()));
  ctx.set('X-Cache', hit ? 'HIT' : 'MISS');
  return JSON.parse(value) as Finished;
}

function send(ctx: Context, { status, headers, body }: Finished, mediaType: string, caller: Caller): void {
  ctx.status = status;
  ctx.set(headers);
  ctx.type = mediaType;
  if (ctx.method === 'GET' || ctx.method === 'HEAD') {
    ctx.set('Cache-Control', caller.role === 'anonymous' ? 'no-cache' : 'private, no-cache');
    const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
    ctx.set('ETag', etag);
    ctx.vary('Authorization');
    if (isKnown(ctx, etag)) {
      ctx.status = 304;
      return;
    }
  } else {
    ctx.set('Cache-Control', 'no-store');
  }
  ctx.body = body;
}

/**
 * Whether the client has this answer already (RFC 9110, 13.1.2). Koa's own `fresh` always says no to a `fetch()`:
 * that adds `Cache-Control: no-cache` to what it is told to send, and `fresh` takes this for a forced reload.
 */
function isKnown(ctx: Context, etag: string): boolean {
  const known = ctx.get('if-none-match').split(',');
  return known.some((each) => ['*', etag, `W/${etag}`].includes(each.trim()));
}
