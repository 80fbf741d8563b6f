import type { Cache, Cached, CacheRule, Keepable } from '../../../application/kernel/request/cache.js';

/**
 * Counts hits and misses for whole answers. Other values are not counted: they are many, and would hide the answers.
 */
export class CountedCache implements Cache {
  constructor(
    private readonly cache: Cache,
    private readonly tell: (result: 'hit' | 'miss') => void,
  ) {}

  async remember<T extends Keepable>(
    key: string,
    rule: CacheRule,
    compute: () => Promise<T>,
  ): Promise<Cached<T>> {
    const cached = await this.cache.remember(key, rule, compute);
    if (typeof cached.value === 'object' && 'body' in cached.value) this.tell(cached.hit ? 'hit' : 'miss');
    return cached;
  }

  drop(tags: readonly string[]): Promise<void> {
    return this.cache.drop(tags);
  }
}
