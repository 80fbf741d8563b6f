import type { Context } from 'koa';
import type { Limit, Limiter, LimitVerdict } from '../../../application/kernel/request/limiter.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { limitExceeded } from '../errors/refusals.js';

/** The policy of a limit, as the header names it. It is the first part of the name of each of its buckets. */
type LimitPolicy = 'anonymous' | 'signed-in' | 'sign-in' | 'mail' | 'refused';

/** A counter of one limit. */
export interface Bucket {
  readonly policy: LimitPolicy;
  readonly name: string;
  readonly limit: Limit;
}

/** The state of a bucket after a point was taken or given back. */
type Taken = Bucket & LimitVerdict;

/** Takes points from limits and gives them back. `RateLimit` is draft-ietf-httpapi-ratelimit-headers-10. */
export class RateLimits {
  constructor(private readonly limiter: Limiter) {}

  async take<B extends Bucket>(bucket: B): Promise<B & LimitVerdict> {
    return { ...bucket, ...(await this.limiter.take(keyOf(bucket), bucket.limit)) };
  }

  async giveBack<B extends Bucket>(bucket: B): Promise<B & LimitVerdict> {
    return { ...bucket, ...(await this.limiter.giveBack(keyOf(bucket), bucket.limit)) };
  }

  /** Takes a point and sets the headers with those that remain. @throws Refusal `request.limit_exceeded` */
  async consume(ctx: Context, bucket: Bucket): Promise<void> {
    const taken = { ...bucket, ...(await this.limiter.take(keyOf(bucket), bucket.limit)) };
    announce(ctx, [taken]);
    if (!taken.allowed) throw exceeded(ctx, taken);
  }
}

function keyOf({ policy, name }: Bucket): string {
  return `${policy}:${name}`;
}

/** Sets the headers to the bucket with the fewest points left. */
export function announce(ctx: Context, taken: readonly Taken[]): void {
  const [least] = taken.toSorted((one, other) => one.remaining - other.remaining);
  if (!least) return;
  const { policy, limit, remaining, resetSeconds } = least;
  ctx.set('RateLimit-Policy', `"${policy}";q=${limit.points};w=${limit.seconds}`);
  ctx.set('RateLimit', `"${policy}";r=${remaining};t=${resetSeconds}`);
}

/** The refusal of a used-up bucket. Sets its headers. */
export function exceeded(ctx: Context, taken: Taken): Refusal {
  announce(ctx, [taken]);
  ctx.set('Retry-After', String(taken.resetSeconds));
  return new Refusal(limitExceeded);
}
