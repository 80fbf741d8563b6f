import type { Cache, Cached, CacheRule, Keepable } from '../../../application/kernel/request/cache.js';
import type { Replica } from './replica.js';

/**
 * Computes cached values on the primary only, for every caller. A replica may lag behind: after a change has dropped a
 * value, it could return the old one, which would then stay in the cache until it expires.
 */
export class PrimaryOnlyCache implements Cache {
  constructor(
    private readonly cache: Cache,
    private readonly replica: Pick<Replica, 'allow'>,
  ) {}

  remember<T extends Keepable>(key: string, rule: CacheRule, compute: () => Promise<T>): Promise<Cached<T>> {
    return this.cache.remember(key, rule, () => this.replica.allow(undefined, compute));
  }

  drop(tags: readonly string[]): Promise<void> {
    return this.cache.drop(tags);
  }
}
