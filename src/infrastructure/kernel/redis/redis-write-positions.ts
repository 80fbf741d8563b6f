import type { Availability } from '../../../application/kernel/process/availability.js';
import type { WritePositions } from '../replica/read-your-writes.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { type RedisConnection, whenLost } from './redis.js';
import type { Lsn } from '../replica/lsn.js';

/** Keeps the later position, with the new expiry: the caller must see both writes. */
const RAISE = `
  local old = redis.call('get', KEYS[1])
  local latest = (old and old > ARGV[1]) and old or ARGV[1]
  redis.call('set', KEYS[1], latest, 'EX', ARGV[2])`;

/** Kept in Redis, for all instances. Rejected at once while Redis fails or hangs. */
export class RedisWritePositions implements WritePositions {
  readonly #breaker: CircuitBreaker;

  /** @param onLost called whenever the stored positions may be lost */
  constructor(
    private readonly redis: RedisConnection,
    availability: Availability,
    onLost: () => void,
  ) {
    whenLost(redis, onLost);
    this.#breaker = new CircuitBreaker(redis, availability, (reset) => reset());
  }

  raise(caller: string, position: Lsn, seconds: number): Promise<void> {
    return this.#run(async () => void (await this.redis.eval(RAISE, 1, keyOf(caller), position, seconds)));
  }

  read(caller: string): Promise<Lsn | undefined> {
    return this.#run(async () => (await this.redis.get(keyOf(caller))) ?? undefined);
  }

  #run<T>(task: () => Promise<T>): Promise<T> {
    return this.#breaker.run(task, () => Promise.reject(new Error('Redis is away.')));
  }
}

function keyOf(caller: string): string {
  return `seen:${caller}`;
}
