import { Availability } from '../../../application/kernel/process/availability.js';
import { EVERYTHING, type CacheStore, type Entry } from '../cache/cache-store.js';
import { MemoryStore } from '../cache/memory-store.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { RedisStore } from './redis-store.js';
import { type RedisConnection, whenLost } from './redis.js';

/** How many removals are remembered during an outage; if there are more, everything is removed. */
const OWED_AT_MOST = 1000;

/**
 * Uses Redis while it answers, and the memory of this process while it does not. Its promises are never rejected.
 *
 * An outage has no lasting effect. Before Redis is used again, the tags dropped meanwhile are removed there
 * (everything, if the connection was lost: a restarted Redis may hold older data), and the memory is cleared. A value
 * computed under generations of one store is never kept by the other, which did not issue them.
 */
export class ResilientStore implements CacheStore {
  readonly #redis: RedisStore;
  readonly #memory = new MemoryStore();
  readonly #breaker: CircuitBreaker;
  /** Tags to remove from Redis before it is used again. The set is replaced, never changed, when a tag is added. */
  #owed: ReadonlySet<string> = new Set();

  constructor(redis: RedisConnection, availability = new Availability('redis', 'warn')) {
    this.#redis = new RedisStore(redis);
    this.#breaker = new CircuitBreaker(redis, availability, (reset) => this.#comeBack(reset));
    whenLost(redis, () => this.#owe([EVERYTHING]));
  }

  /** Whether Redis is used now, not the memory of this process. */
  get usesRedis(): boolean {
    return this.#breaker.usesRedis;
  }

  standing(tags: readonly string[]): Promise<readonly string[]> {
    return this.#first((store) => store.standing(tags));
  }

  read(key: string): Promise<string | undefined> {
    return this.#first((store) => store.read(key));
  }

  keep(entry: Entry): Promise<boolean> {
    return this.#first((store) => store.keep(entry));
  }

  async remove(tags: readonly string[]): Promise<void> {
    await this.#memory.remove(tags);
    await this.#breaker.run(
      () => this.#redis.remove(tags),
      () => Promise.resolve(this.#owe(tags)),
    );
  }

  #first<T>(step: (store: CacheStore) => Promise<T>): Promise<T> {
    return this.#breaker.run(
      () => step(this.#redis),
      () => step(this.#memory),
    );
  }

  #owe(tags: readonly string[]): void {
    const owed = new Set([...this.#owed, ...tags]);
    this.#owed = owed.size > OWED_AT_MOST ? new Set([EVERYTHING]) : owed;
  }

  async #comeBack(reset: () => void): Promise<void> {
    const owed = this.#owed;
    await this.#redis.remove([...owed]);
    if (this.#owed !== owed) return; // More tags came during the removal: remove again.
    this.#owed = new Set();
    this.#memory.clear();
    reset();
  }
}
