import type { Cache, Cached, CacheRule, Keepable } from '../../../application/kernel/request/cache.js';
import type { Replica } from './replica.js';

/**
 * Keeps nothing that a replica has said, whoever asks: what is dropped after a change must not come back from one that
 * does not show that change yet, and then stay for as long as it is kept.
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
