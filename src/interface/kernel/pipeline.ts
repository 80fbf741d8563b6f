import type { Context } from 'koa';
import { LRUCache } from 'lru-cache';
import type { Cache, CacheRule } from '../../application/kernel/cache.js';
import type { Caller } from '../../application/kernel/caller.js';
import type { Clock } from '../../application/kernel/clock.js';
import type { Idempotency } from '../../application/kernel/idempotency.js';
import type { Reads } from '../../application/kernel/reads.js';
import type { RequestScope } from '../../application/kernel/request-scope.js';
import type { Waiting, Workload } from '../../application/kernel/workload.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { askedMinor } from './asked-minor.js';
import { changesAfter, lower, raise, type Change } from './change.js';
import { endsOf, refuseGone, tellEnd, type Ends } from './end-of-life.js';
import { headed, send, type Finished, type Headed } from './finished.js';
import type { Gate } from './gate.js';
import { checkInput, type RawInput } from './input.js';
import { idempotencyKey, onceOnly } from './once-only.js';
import { noSuchPath, notAcceptable } from './refusals.js';
import { rendered } from './rendered.js';
import { HandlerInput, knownUrl, rawInput, type Checked } from './request-parts.js';
import type { Content, Input, Route } from './route.js';
import { withUploadFolder } from './upload-folder.js';
import { minors, versionPath, type ApiVersion } from './version.js';

/** So many characters of questions are remembered for each route, and so much is added for what was found of each. */
const askedAtMost = 500_000;
const overhead = 100;

/** What every route needs; made once. */
export interface Kernel {
  readonly gate: Gate;
  readonly cache: Cache;
  readonly scope: RequestScope;
  readonly clock: Clock;
  readonly idempotency: Idempotency;
  readonly workload: Workload;
  readonly reads: Reads;
}

/** What is known of a route before anybody asks for it. */
interface Prepared {
  readonly version: ApiVersion;
  readonly route: Route;
  /** Its pattern, with the version. */
  readonly path: string;
  readonly ends: Ends;
  /** Whether it, or a part of it, goes away. */
  readonly tells: boolean;
  /** All minors of the version, oldest first; and for those that came what their clients have not asked for here. */
  readonly minors: readonly [string, ...string[]];
  readonly changes: Map<string, readonly Change[]>;
  readonly mediaType: string;
  /** Path and query as they came, in a minor → what was found of them, where answers are kept. */
  readonly asked: LRUCache<string, Meant>;
}

/** What was asked for, and the key that an answer is kept under. */
interface Meant {
  readonly checked: Checked;
  readonly key: string;
}

/** One request on its way. */
interface Exchange {
  readonly prepared: Prepared;
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
  const { path, ends, tells, minors: known } = prepared;
  return (ctx) => {
    ctx.state['operationId'] = route.operationId;
    ctx.state['route'] = path;
    if (tells) {
      tellEnd(ctx, ends, { query: ctx.query });
      refuseGone(kernel.clock, ends, { query: ctx.query });
    }
    askedMinor(ctx, version, known);
    return kernel.workload.run(waitingFor(ctx, route), async () => {
      const caller = await kernel.gate.admit(ctx, route);
      const minor = askedMinor(ctx, version, known, caller);
      refuseLater(prepared, minor);
      await kernel.gate.count(ctx, route, caller);
      negotiate(ctx, prepared.mediaType);
      const exchange = { prepared, ctx, caller, minor, changes: notAskedFor(prepared, minor) };
      send(ctx, await withUploadFolder(ctx, route, () => answerTo(kernel, exchange)), caller);
    });
  };
}

function prepare(version: ApiVersion, route: Route): Prepared {
  const known = minors(version);
  const ends = endsOf(version, route);
  return {
    version,
    route,
    path: `${versionPath(version)}${route.path}`,
    ends,
    tells: ends.whole !== undefined || ends.parts.length > 0,
    minors: known,
    changes: new Map(),
    mediaType: mediaTypeOf(Object.values(route.responds)[0]),
    asked: new LRUCache({ maxSize: askedAtMost, sizeCalculation: (_, words) => words.length + overhead }),
  };
}

/** What a client of this minor has not asked for of this route. */
function notAskedFor({ version, route, minors: known, changes }: Prepared, minor: string): readonly Change[] {
  const found = changes.get(minor);
  if (found) return found;
  const own = version.changes.filter(({ operations }) => operations.includes(route.operationId));
  const later = changesAfter(minor, own, known);
  changes.set(minor, later);
  return later;
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
  return route.accepts?.body || route.accepts?.files
    ? workload.aside(() => rawInput(ctx, route))
    : rawInput(ctx, route);
}

/** @throws Refusal `request.not_acceptable` */
function negotiate(ctx: Context, mediaType: string): void {
  const { accept = '*/*' } = ctx.req.headers;
  if (accept !== '*/*' && !ctx.accepts(mediaType)) throw new Refusal(notAcceptable);
}

function mediaTypeOf(content: Content | undefined): string {
  return content && 'mediaType' in content ? content.mediaType : 'application/json';
}

async function answerTo(kernel: Kernel, exchange: Exchange): Promise<Headed> {
  const { ctx, prepared } = exchange;
  const { version, route } = prepared;
  if (route.method === 'GET') return looked(kernel, exchange);
  const raw = await sent(kernel, exchange);
  const answer = () => handled(kernel, exchange, checkInput(route.accepts, raw, version.unknownQueryIsFault));
  const key = idempotencyKey(ctx, version);
  if (key === undefined) return headed(await answer(), false);
  const { caller, minor } = exchange;
  return headed(
    await onceOnly(kernel.idempotency, { ctx, version, route, caller, minor }, { key, raw }, answer),
    false,
  );
}

/** What was sent, in the newest form; what of it goes away is told, and what is gone refused. */
async function sent(kernel: Kernel, { ctx, prepared, changes }: Exchange): Promise<RawInput> {
  const { route, ends } = prepared;
  const raw = raise(route.operationId, await received(kernel, ctx, route), changes);
  tellEnd(ctx, ends, raw);
  refuseGone(kernel.clock, ends, raw);
  return raw;
}

async function looked(kernel: Kernel, exchange: Exchange): Promise<Headed> {
  const { ctx, prepared } = exchange;
  const rule = prepared.route.cache;
  const answer = async (checked: Checked) => headed(await handled(kernel, exchange, checked), true);
  if (!rule) return answer(await question(kernel, exchange));
  const { checked, key } = await meant(kernel, exchange);
  return kept(kernel, ctx, { key, rule }, () => answer(checked));
}

/** Questions have no body. */
async function question(kernel: Kernel, exchange: Exchange): Promise<Checked> {
  const { version, route } = exchange.prepared;
  return checkInput(route.accepts, await sent(kernel, exchange), version.unknownQueryIsFault);
}

/** Where answers are kept, what was asked before in the same words need not be checked again. */
async function meant(kernel: Kernel, exchange: Exchange): Promise<Meant> {
  const { ctx, prepared, minor } = exchange;
  const { version, asked, tells } = prepared;
  const words = `${minor} ${ctx.req.url}`;
  const known = tells ? undefined : asked.get(words);
  if (known) return known;
  const checked = await question(kernel, exchange);
  const { pathname, search } = knownUrl(ctx, checked);
  const found = { checked, key: `${versionPath(version)} ${minor} ${pathname}${search}` };
  asked.set(words, found);
  return found;
}

/** Keeps finished answers by minor, path and sorted query: what is kept is the same for all who may call. */
async function kept(
  kernel: Kernel,
  ctx: Context,
  { key, rule }: { readonly key: string; readonly rule: CacheRule },
  answer: () => Promise<Headed>,
): Promise<Headed> {
  const { value, hit } = await kernel.cache.remember(key, rule, answer);
  ctx.set('X-Cache', hit ? 'HIT' : 'MISS');
  return value;
}

/** The handler's own answer, in the form of the minor that was asked for. */
async function handled(kernel: Kernel, exchange: Exchange, checked: Checked): Promise<Finished> {
  const { ctx, prepared, caller, minor, changes } = exchange;
  const { route, mediaType } = prepared;
  // What it was checked against, and whom the gate let in, is what the route has declared.
  const given = new HandlerInput(ctx, checked, caller, minor) as unknown as Input<object, never>;
  const account = route.signInLimit?.(given);
  if (account !== undefined) await kernel.gate.countSignIn(ctx, account);
  const facts = { requestId: ctx.state['requestId'] as string, caller };
  const handle = () => kernel.scope.run(facts, () => route.handle(given));
  const reply = await (route.reads ? kernel.reads.mayBeBehind(caller, handle) : handle());
  const { status, headers, body } = typeof reply.body === 'function' ? await rendered(ctx, reply) : reply;
  if (typeof body === 'string') return { status, headers, mediaType, body };
  const lowered = lower({ operationId: route.operationId, status, body }, changes);
  return { status, headers, mediaType, body: JSON.stringify(lowered) ?? '' };
}
