import type { Limit, Limiter, LimitVerdict } from './limiter.js';

/** A limiter in memory. Its windows never end. */
export class FakeLimiter implements Limiter {
  /** Points in use, by bucket. */
  readonly used = new Map<string, number>();

  take(bucket: string, limit: Limit): Promise<LimitVerdict> {
    return this.#add(bucket, limit, 1);
  }

  giveBack(bucket: string, limit: Limit): Promise<LimitVerdict> {
    return this.#add(bucket, limit, -1);
  }

  #add(bucket: string, { points, seconds }: Limit, change: number): Promise<LimitVerdict> {
    const used = (this.used.get(bucket) ?? 0) + change;
    this.used.set(bucket, used);
    const remaining = Math.max(0, points - used);
    return Promise.resolve({ allowed: used <= points, remaining, resetSeconds: seconds });
  }
}
