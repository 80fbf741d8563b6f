import { Availability } from '../../../application/kernel/process/availability.js';
import { EVERYTHING, type CacheStore, type Entry } from '../cache/cache-store.js';
import { MemoryStore } from '../cache/memory-store.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { RedisStore } from './redis-store.js';
import { type RedisConnection, whenLost } from './redis.js';

/** So many different removals are remembered during an outage; beyond them everything is removed. */
const OWED_AT_MOST = 1000;

/**
 * Redis while it answers, the memory of this process while it does not; its promises are never rejected.
 *
 * An outage leaves no trace: before Redis is used again, what was to be removed meanwhile is removed there
 * (everything, if the connection was lost: a restarted Redis may hold older data), and what was kept in memory
 * is forgotten. What was computed under generations of one of the two is never kept by the other, which did
 * not give them.
 */
export class ResilientStore implements CacheStore {
  readonly #redis: RedisStore;
  readonly #memory = new MemoryStore();
  readonly #breaker: CircuitBreaker;
  /** Tags to remove from Redis before it is used again. Replaced, never changed, when one is added. */
  #owed: ReadonlySet<string> = new Set();

  constructor(redis: RedisConnection, availability = new Availability('redis', 'warn')) {
    this.#redis = new RedisStore(redis);
    this.#breaker = new CircuitBreaker(redis, availability, (reset) => this.#comeBack(reset));
    whenLost(redis, () => this.#owe([EVERYTHING]));
  }

  /** Whether it is Redis that is used at this moment, and not the memory of this process. */
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
    if (this.#owed !== owed) return; // more came while it was being removed: another round
    this.#owed = new Set();
    this.#memory.clear();
    reset();
  }
}
