import type { Context } from 'koa';
import { LRUCache } from 'lru-cache';
import type { Cache, CacheRule } from '../../application/kernel/cache.js';
import type { Caller } from '../../application/kernel/caller.js';
import type { Clock } from '../../application/kernel/clock.js';
import type { Idempotency } from '../../application/kernel/idempotency.js';
import type { RequestScope } from '../../application/kernel/request-scope.js';
import type { Waiting, Workload } from '../../application/kernel/workload.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { askedMinor } from './asked-minor.js';
import { changesAfter, lower, raise, type Change } from './change.js';
import { endsOf, refuseGone, tellEnd, type Ends } from './end-of-life.js';
import { send, tagged, type Finished } from './finished.js';
import type { Gate } from './gate.js';
import type { RawInput } from './input.js';
import { idempotencyKey, onceOnly } from './once-only.js';
import { noSuchPath, notAcceptable } from './refusals.js';
import { inputOf, rawInput } from './request-parts.js';
import type { Content, Input, Route } from './route.js';
import { minors, versionPath, type ApiVersion } from './version.js';

/** So many characters of requests and their keys are remembered for each route that keeps its answers. */
const keysAtMost = 2_000_000;

/** What every route needs; made once. */
export interface Kernel {
  readonly gate: Gate;
  readonly cache: Cache;
  readonly scope: RequestScope;
  readonly clock: Clock;
  readonly idempotency: Idempotency;
  readonly workload: Workload;
}

/** What is known of a route before anybody asks for it. */
interface Prepared {
  readonly version: ApiVersion;
  readonly route: Route;
  /** Its pattern, with the version. */
  readonly path: string;
  readonly ends: Ends;
  /** All minors of the version, oldest first; and for each what its clients have not asked for of this route. */
  readonly minors: readonly [string, ...string[]];
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  readonly mediaType: string;
  /** Path and query as they came, in a minor → the key that the answer is kept under. */
  readonly keys: LRUCache<string, string>;
}

/** One request on its way. */
interface Exchange extends Omit<Prepared, 'changes'> {
  readonly ctx: Context;
  readonly caller: Caller;
  readonly minor: string;
  /** What this client has not asked for. */
  readonly changes: readonly Change[];
}

/**
 * Turns a declaration into what Koa runs: tell what goes away, choose the minor, admit, count, then answer: from the
 * cache, from what was answered before, or by the handler.
 */
export function pipeline(kernel: Kernel, version: ApiVersion, route: Route): (ctx: Context) => Promise<void> {
  const prepared = prepare(version, route);
  const { path, ends, minors: known } = prepared;
  return async (ctx) => {
    ctx.state['operationId'] = route.operationId;
    ctx.state['route'] = path;
    const { query } = ctx;
    tellEnd(ctx, ends, { query });
    askedMinor(ctx, version, known);
    refuseGone(kernel.clock, ends, { query });
    await kernel.workload.run(waitingFor(ctx, route), async () => {
      const caller = await kernel.gate.admit(ctx, route);
      const minor = askedMinor(ctx, version, known, caller);
      refuseLater(prepared, minor);
      await kernel.gate.count(ctx, route, caller);
      negotiate(ctx, prepared.mediaType);
      const exchange = { ...prepared, ctx, caller, minor, changes: prepared.changes.get(minor) ?? [] };
      const raw = raise(route.operationId, await received(kernel, ctx, route), exchange.changes);
      tellEnd(ctx, ends, raw);
      refuseGone(kernel.clock, ends, raw);
      send(ctx, await answerTo(kernel, exchange, raw), caller);
    });
  };
}

function prepare(version: ApiVersion, route: Route): Prepared {
  const known = minors(version);
  const own = version.changes.filter(({ operations }) => operations.includes(route.operationId));
  return {
    version,
    route,
    path: `${versionPath(version)}${route.path}`,
    ends: endsOf(version, route),
    minors: known,
    changes: new Map(known.map((minor) => [minor, changesAfter(minor, own, known)])),
    mediaType: mediaTypeOf(Object.values(route.responds)[0]),
    keys: new LRUCache({ maxSize: keysAtMost, sizeCalculation: (key, asked) => key.length + asked.length }),
  };
}

/** What is kept for others is computed to its end, also when the first who asked has hung up. */
function waitingFor(ctx: Context, { cache }: Route): Waiting {
  return { isGone: () => cache === undefined && ctx.req.socket.destroyed };
}

/** What came with a later minor is not there for a client of an older one. @throws Refusal `request.not_found` */
function refuseLater({ route: { since }, minors: known }: Prepared, minor: string): void {
  if (known.indexOf(since) <= known.indexOf(minor)) return;
  throw new Refusal({ ...noSuchPath, message: `This came with ${since}: ask for it in API-Version.` });
}

/** A body takes the client's time and not ours. */
function received({ workload }: Kernel, ctx: Context, route: Route): Promise<RawInput> {
  return route.accepts?.body ? workload.aside(() => rawInput(ctx, route)) : rawInput(ctx, route);
}

/** @throws Refusal `request.not_acceptable` */
function negotiate(ctx: Context, mediaType: string): void {
  const { accept = '*/*' } = ctx.req.headers;
  if (accept !== '*/*' && !ctx.accepts(mediaType)) throw new Refusal(notAcceptable);
}

function mediaTypeOf(content: Content | undefined): string {
  return content && 'mediaType' in content ? content.mediaType : 'application/json';
}

function answerTo(kernel: Kernel, exchange: Exchange, raw: RawInput): Promise<Finished> {
  const { ctx, version, route } = exchange;
  const answer = () => handled(kernel, exchange, inputOf(ctx, version, route, raw, exchange));
  if (route.cache) return kept(kernel, exchange, route.cache, raw);
  const key = idempotencyKey(ctx, version);
  return key === undefined ? answer() : onceOnly(kernel.idempotency, exchange, { key, raw }, answer);
}

/**
 * Keeps finished answers by minor, path and sorted query: what is kept is the same for all who may call. A request
 * whose key is known was checked when that was found.
 */
async function kept(kernel: Kernel, exchange: Exchange, rule: CacheRule, raw: RawInput): Promise<Finished> {
  const { ctx, version, route, minor, keys } = exchange;
  const asked = `${minor} ${ctx.req.url}`;
  let key = keys.get(asked);
  let input: ReturnType<typeof inputOf> | undefined;
  if (key === undefined) {
    input = inputOf(ctx, version, route, raw, exchange);
    key = `${versionPath(version)} ${minor} ${input.url.pathname}${input.url.search}`;
    keys.set(asked, key);
  }
  const { value, hit } = await kernel.cache.remember(key, rule, async () =>
    tagged(await handled(kernel, exchange, input ?? inputOf(ctx, version, route, raw, exchange))),
  );
  ctx.set('X-Cache', hit ? 'HIT' : 'MISS');
  return value;
}

/** The handler's own answer, in the form of the minor that was asked for. */
async function handled(kernel: Kernel, exchange: Exchange, input: Input<object, Caller>): Promise<Finished> {
  const { ctx, route, caller, changes, mediaType } = exchange;
  const given = input as Input<object, never>;
  const account = route.signInLimit?.(given);
  if (account !== undefined) await kernel.gate.countSignIn(ctx, account);
  const facts = { requestId: ctx.state['requestId'] as string, caller };
  const { status, headers, body } = await kernel.scope.run(facts, () => route.handle(given));
  if (typeof body === 'string') return { status, headers, mediaType, body };
  const lowered = lower({ operationId: route.operationId, status, body }, changes);
  return { status, headers, mediaType, body: JSON.stringify(lowered) };
}
