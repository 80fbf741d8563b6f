import type { Context } from 'koa';
import type { Caller, Callers, SignedIn } from '../../../application/kernel/request/caller.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import {
  gone,
  notAllowed,
  scopeMissing,
  secondFactorMissing,
  tokenInvalid,
  tokenMissing,
} from '../errors/refusals.js';
import type { Audience, Route } from '../declaration/route.js';
import { limitedAddress } from '../limits/address.js';
import { addressOf } from '../limits/client-address.js';
import { exceeded, type Bucket, type RateLimits } from '../limits/rate-limits.js';
import type { HttpSettings } from '../settings.js';

const rank: Readonly<Record<Audience, number>> = { anonymous: 0, patron: 1, librarian: 2, admin: 3 };

type Protected = Pick<Route, 'audience' | 'scope' | 'beforeSecondFactor'>;

/** Decides who may call a route, and how often. */
export class AccessControl {
  constructor(
    private readonly callers: Callers,
    private readonly rates: RateLimits,
    private readonly limits: HttpSettings['limits'],
  ) {}

  /**
   * Identifies the caller, and checks whether they may call this route. On a public route an invalid token counts as no
   * token, because a client gets a new token there. So does one whose owner has to set up a second factor. A public route
   * needs no scope.
   * @throws Refusal `request.token_missing`, `request.token_invalid`, `request.not_allowed`, `request.scope_missing`,
   * `request.second_factor_missing`
   */
  async authenticate(ctx: Context, route: Protected): Promise<Caller> {
    const caller = await this.identify(ctx);
    const lacksFactor = caller?.secondFactor === 'missing' && !route.beforeSecondFactor;
    if (route.audience === 'anonymous' && (!caller || lacksFactor)) return { role: 'anonymous' };
    if (!caller) throw new Refusal(ctx.get('authorization') === '' ? tokenMissing : tokenInvalid);
    ctx.state['caller'] = caller;
    if (lacksFactor) throw new Refusal(secondFactorMissing);
    checkRight(caller, route);
    return caller;
  }

  private async identify(ctx: Context): Promise<SignedIn | undefined> {
    const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(ctx.get('authorization'))?.[1];
    return token === undefined ? undefined : this.callers.identify(token);
  }

  /**
   * Takes a point from the caller's limit, and sets the headers with the remaining points. Each API
   * key has a limit of its own.
   * @throws Refusal `request.limit_exceeded`
   */
  consumeRateLimit(ctx: Context, route: Pick<Route, 'operationId'>, caller: Caller): Promise<void> {
    ctx.state['isCounted'] = true;
    if (caller.role !== 'anonymous') return this.rates.consume(ctx, this.bucketOfCaller(caller));
    const name = `${route.operationId}:${limitedAddress(addressOf(ctx))}`;
    return this.rates.consume(ctx, { policy: 'anonymous', name, limit: this.limits.anonymous });
  }

  /** Takes a point from the caller's address and one from the account of the mail. @throws as `consumeRateLimit` */
  async consumeMailLimit(ctx: Context, account: string): Promise<void> {
    const names = [`address:${limitedAddress(addressOf(ctx))}`, `account:${account.toLowerCase()}`];
    for (const name of names)
      await this.rates.consume(ctx, { policy: 'mail', name, limit: this.limits.mail });
  }

  /**
   * Counts a refusal of a request that no limit has counted: of a token, of a path, or of a header. Returns what to
   * answer: the refusal, or that of a used-up limit. Faults of the service, and the end of an operation, do not count.
   */
  async countRefusal(ctx: Context, refusal: Refusal): Promise<Refusal> {
    const isExempt = ctx.state['isCounted'] || refusal.kind === 'unavailable' || refusal.code === gone.code;
    if (isExempt) return refusal;
    const taken = await this.rates.take(this.bucketOfRefused(ctx));
    return taken.allowed ? refusal : exceeded(ctx, taken);
  }

  private bucketOfRefused(ctx: Context): Bucket {
    const caller = ctx.state['caller'] as SignedIn | undefined;
    return caller
      ? this.bucketOfCaller(caller)
      : { policy: 'refused', name: limitedAddress(addressOf(ctx)), limit: this.limits.anonymous };
  }

  private bucketOfCaller({ patronId, apiKey }: SignedIn): Bucket {
    const name = apiKey === undefined ? String(patronId) : `key ${apiKey}`;
    return { policy: 'signed-in', name, limit: this.limits.signedIn };
  }
}

function checkRight({ role, scopes }: SignedIn, { audience, scope = '' }: Protected): void {
  if (rank[role] < rank[audience]) throw new Refusal(notAllowed);
  if (audience !== 'anonymous' && scopes?.includes(scope) === false) {
    throw new Refusal({ ...scopeMissing, message: `This needs a key with the scope ${scope}.` });
  }
}
