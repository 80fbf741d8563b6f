import type { Context } from 'koa';
import type { Caller, SignedIn } from '../../../application/kernel/request/caller.js';
import type { Refusal } from '../../../domain/kernel/refusal.js';
import { brownout, gone } from '../errors/refusals.js';
import type { Route } from '../declaration/route.js';
import type { HttpSettings } from '../settings.js';
import { limitedAddress } from './client-address.js';
import { exceeded, type Bucket, type RateLimits } from './rate-limits.js';

/** Counts requests, by caller or by address. */
export class RequestLimits {
  constructor(
    private readonly rates: RateLimits,
    private readonly limits: HttpSettings['limits'],
  ) {}

  /**
   * Takes a point from the caller's limit, and sets the headers with the remaining points. Each API
   * key has a limit of its own.
   * @throws Refusal `request.limit_exceeded`
   */
  consumeRateLimit(ctx: Context, route: Pick<Route, 'operationId'>, caller: Caller): Promise<void> {
    ctx.state['isCounted'] = true;
    if (caller.role !== 'anonymous') return this.rates.consume(ctx, this.bucketOfCaller(caller));
    const name = `${route.operationId}:${limitedAddress(ctx)}`;
    return this.rates.consume(ctx, { policy: 'anonymous', name, limit: this.limits.anonymous });
  }

  /** Takes a point from the caller's address and one from the account of the mail. @throws as `consumeRateLimit` */
  async consumeMailLimit(ctx: Context, account: string): Promise<void> {
    const names = [`address:${limitedAddress(ctx)}`, `account:${account.toLowerCase()}`];
    for (const name of names)
      await this.rates.consume(ctx, { policy: 'mail', name, limit: this.limits.mail });
  }

  /**
   * Counts a refusal of a request that no limit has counted: of a token, of a path, or of a header. Returns what to
   * answer: the refusal, or that of a used-up limit. Faults of the service, and the end of an operation, do not count.
   */
  async countRefusal(ctx: Context, refusal: Refusal): Promise<Refusal> {
    const isEnd = refusal.code === gone.code || refusal.code === brownout.code;
    const isExempt = ctx.state['isCounted'] || refusal.kind === 'unavailable' || isEnd;
    if (isExempt) return refusal;
    const taken = await this.rates.take(this.bucketOfRefused(ctx));
    return taken.allowed ? refusal : exceeded(ctx, taken);
  }

  private bucketOfRefused(ctx: Context): Bucket {
    const caller = ctx.state['caller'] as SignedIn | undefined;
    return caller
      ? this.bucketOfCaller(caller)
      : { policy: 'refused', name: limitedAddress(ctx), limit: this.limits.anonymous };
  }

  private bucketOfCaller({ patronId, apiKey }: SignedIn): Bucket {
    const name = apiKey === undefined ? String(patronId) : `key ${apiKey}`;
    return { policy: 'signed-in', name, limit: this.limits.signedIn };
  }
}
