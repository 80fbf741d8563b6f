import type { Context } from 'koa';
import type { Caller, Callers, SignedIn } from '../../../application/kernel/request/caller.js';
import type { Limit, Limiter, LimitVerdict } from '../../../application/kernel/request/limiter.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import {
  limitExceeded,
  notAllowed,
  scopeMissing,
  secondFactorMissing,
  tokenInvalid,
  tokenMissing,
} from '../errors/refusals.js';
import type { Audience, Route } from '../declaration/route.js';
import type { HttpSettings } from '../settings.js';

const rank: Readonly<Record<Audience, number>> = { anonymous: 0, patron: 1, librarian: 2, admin: 3 };

type Protected = Pick<Route, 'audience' | 'scope' | 'beforeSecondFactor'>;

/** Decides who may call a route, and how often. */
export class AccessControl {
  constructor(
    private readonly callers: Callers,
    private readonly limiter: Limiter,
    private readonly limits: HttpSettings['limits'],
  ) {}

  /**
   * Identifies the caller, and checks whether they may call this route. On a public route an invalid token counts as no
   * token, because a client gets a new token there. So does one whose owner has to set up a second factor. A public route needs
   * no scope.
   * @throws Refusal `request.token_missing`, `request.token_invalid`, `request.not_allowed`, `request.scope_missing`,
   * `request.second_factor_missing`
   */
  async authenticate(ctx: Context, route: Protected): Promise<Caller> {
    const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(ctx.get('authorization'))?.[1];
    const caller = token === undefined ? undefined : await this.callers.identify(token);
    const lacksFactor = caller?.secondFactor === 'missing' && !route.beforeSecondFactor;
    if (caller && lacksFactor && route.audience === 'anonymous') return { role: 'anonymous' };
    if (caller) {
      ctx.state['caller'] = caller;
      if (lacksFactor) throw new Refusal(secondFactorMissing);
      checkRight(caller, route);
      return caller;
    }
    if (route.audience === 'anonymous') return { role: 'anonymous' };
    throw new Refusal(ctx.get('authorization') === '' ? tokenMissing : tokenInvalid);
  }

  /**
   * Takes a point from the caller's limit, and sets the headers with the remaining points
   * (draft-ietf-httpapi-ratelimit-headers-10).
   * @throws Refusal `request.limit_exceeded`
   */
  consumeRateLimit(ctx: Context, route: Route, caller: Caller): Promise<void> {
    if (caller.role === 'anonymous') {
      return this.take(ctx, 'anonymous', [`${route.operationId}:${ctx.ip}`], this.limits.anonymous);
    }
    return this.take(ctx, 'signed-in', [String(caller.patronId)], this.limits.signedIn);
  }

  /** Takes a point from the caller's address and one from the account of the request. @throws as `consumeRateLimit` */
  consumeSignInLimit(ctx: Context, account: string): Promise<void> {
    const buckets = [`address:${ctx.ip}`, `account:${account.toLowerCase()}`];
    return this.take(ctx, 'sign-in', buckets, this.limits.signIn);
  }

  /** Takes a point from each bucket, up to the first empty one. The headers show the bucket with the fewest points. */
  private async take(ctx: Context, policy: string, buckets: readonly string[], limit: Limit): Promise<void> {
    let least = limit.points;
    for (const bucket of buckets) {
      const verdict = await this.limiter.take(`${policy}:${bucket}`, limit);
      if (verdict.remaining <= least) announce(ctx, policy, limit, verdict);
      least = Math.min(least, verdict.remaining);
      if (verdict.allowed) continue;
      ctx.set('Retry-After', String(verdict.resetSeconds));
      throw new Refusal(limitExceeded);
    }
  }
}

function checkRight({ role, scopes }: SignedIn, { audience, scope = '' }: Protected): void {
  if (rank[role] < rank[audience]) throw new Refusal(notAllowed);
  if (audience !== 'anonymous' && scopes?.includes(scope) === false) {
    throw new Refusal({ ...scopeMissing, message: `This needs a key with the scope ${scope}.` });
  }
}

function announce(ctx: Context, policy: string, limit: Limit, verdict: LimitVerdict): void {
  ctx.set('RateLimit-Policy', `"${policy}";q=${limit.points};w=${limit.seconds}`);
  ctx.set('RateLimit', `"${policy}";r=${verdict.remaining};t=${verdict.resetSeconds}`);
}
