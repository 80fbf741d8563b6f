import type { Limit, Limiter, LimitVerdict } from '../../../application/kernel/request/limiter.js';

/** Counts the refusals of a limiter by policy, which is the first part of the name of the bucket. */
export class CountedLimiter implements Limiter {
  constructor(
    private readonly limiter: Limiter,
    private readonly tell: (policy: string) => void,
  ) {}

  async take(bucket: string, limit: Limit): Promise<LimitVerdict> {
    const verdict = await this.limiter.take(bucket, limit);
    if (!verdict.allowed) this.tell(bucket.split(':', 1)[0] ?? '');
    return verdict;
  }

  giveBack(bucket: string, limit: Limit): Promise<LimitVerdict> {
    return this.limiter.giveBack(bucket, limit);
  }
}
