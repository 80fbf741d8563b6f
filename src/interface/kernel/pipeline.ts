import type { Context } from 'koa';
import type { Cache, CacheRule } from '../../application/kernel/cache.js';
import type { Caller } from '../../application/kernel/caller.js';
import type { Clock } from '../../application/kernel/clock.js';
import type { Idempotency } from '../../application/kernel/idempotency.js';
import type { RequestScope } from '../../application/kernel/request-scope.js';
import type { Waiting, Workload } from '../../application/kernel/workload.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { askedMinor } from './asked-minor.js';
import { changesAfter, lower, raise, type Change } from './change.js';
import { endsOf, refuseGone, tellEnd } from './end-of-life.js';
import { send, type Finished } from './finished.js';
import type { Gate } from './gate.js';
import type { RawInput } from './input.js';
import { idempotencyKey, onceOnly } from './once-only.js';
import { noSuchPath, notAcceptable } from './refusals.js';
import { inputOf, rawInput } from './request-parts.js';
import type { Content, Input, Route } from './route.js';
import { minors, versionPath, type ApiVersion } from './version.js';

/** What every route needs; made once. */
export interface Kernel {
  readonly gate: Gate;
  readonly cache: Cache;
  readonly scope: RequestScope;
  readonly clock: Clock;
  readonly idempotency: Idempotency;
  readonly workload: Workload;
}

/** One request on its way. */
interface Exchange {
  readonly ctx: Context;
  readonly version: ApiVersion;
  readonly route: Route;
  readonly caller: Caller;
  readonly minor: string;
  /** What this client has not asked for. */
  readonly changes: readonly Change[];
  readonly mediaType: string;
}

/**
 * Turns a declaration into what Koa runs: tell what goes away, choose the minor, admit, count, then answer: from the
 * cache, from what was answered before, or by the handler.
 */
export function pipeline(kernel: Kernel, version: ApiVersion, route: Route): (ctx: Context) => Promise<void> {
  const ends = endsOf(version, route);
  return async (ctx) => {
    ctx.state['operationId'] = route.operationId;
    ctx.state['route'] = `${versionPath(version)}${route.path}`;
    const { query } = ctx;
    tellEnd(ctx, ends, { query });
    askedMinor(ctx, version);
    refuseGone(kernel.clock.now(), ends, { query });
    await kernel.workload.run(waitingFor(ctx, route), async () => {
      const caller = await kernel.gate.admit(ctx, route);
      const minor = askedMinor(ctx, version, caller);
      refuseLater(version, route, minor);
      await kernel.gate.count(ctx, route, caller);
      const changes = changesAfter(minor, version.changes, minors(version));
      const exchange = { ctx, version, route, caller, minor, changes, mediaType: negotiate(ctx, route) };
      const raw = raise(route.operationId, await received(kernel, ctx, route), changes);
      tellEnd(ctx, ends, raw);
      refuseGone(kernel.clock.now(), ends, raw);
      send(ctx, await answerTo(kernel, exchange, raw), caller);
    });
  };
}

/** What is kept for others is computed to its end, also when the first who asked has hung up. */
function waitingFor(ctx: Context, { cache }: Route): Waiting {
  return { isGone: () => cache === undefined && ctx.req.socket.destroyed };
}

/** What came with a later minor is not there for a client of an older one. @throws Refusal `request.not_found` */
function refuseLater(version: ApiVersion, { since }: Route, minor: string): void {
  const all = minors(version);
  if (all.indexOf(since) <= all.indexOf(minor)) return;
  throw new Refusal({ ...noSuchPath, message: `This came with ${since}: ask for it in API-Version.` });
}

/** A body takes the client's time and not ours. */
function received({ workload }: Kernel, ctx: Context, route: Route): Promise<RawInput> {
  return route.accepts?.body ? workload.aside(() => rawInput(ctx, route)) : rawInput(ctx, route);
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

function answerTo(kernel: Kernel, exchange: Exchange, raw: RawInput): Promise<Finished> {
  const { ctx, version, route } = exchange;
  const input = () => inputOf(ctx, version, route, raw, exchange);
  if (route.cache) return kept(kernel, exchange, route.cache, input());
  const key = idempotencyKey(ctx, version);
  if (key === undefined) return handled(kernel, exchange, input());
  return onceOnly(kernel.idempotency, exchange, { key, raw }, () => handled(kernel, exchange, input()));
}

/** Keeps finished answers by minor, path and sorted query: what is kept is the same for all who may call. */
async function kept(
  kernel: Kernel,
  exchange: Exchange,
  rule: CacheRule,
  input: Input<object, Caller>,
): Promise<Finished> {
  const { ctx, version, minor } = exchange;
  const key = `${versionPath(version)} ${minor} ${input.url.pathname}${input.url.search}`;
  const answer = async () => JSON.stringify(await handled(kernel, exchange, input));
  const { value, hit } = await kernel.cache.remember(key, rule, answer);
  ctx.set('X-Cache', hit ? 'HIT' : 'MISS');
  return JSON.parse(value) as Finished;
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
