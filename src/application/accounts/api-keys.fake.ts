import type { ApiKey } from '../../domain/accounts/api-key.js';
import type { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import type { ApiKeys } from './api-keys.js';

/** API keys in memory. Changes of a locked one are stored with the unit of work. */
export class FakeApiKeys implements ApiKeys {
  /** All stored keys, including the revoked ones. */
  keys: readonly ApiKey[] = [];
  #ids = 0;

  constructor(private readonly work: FakeUnitOfWork) {}

  add(key: ApiKey): Promise<void> {
    this.#ids += 1;
    this.#replace([...this.keys, Object.assign(key, { id: this.#ids })]);
    return Promise.resolve();
  }

  lock(ownerId: number | undefined, id: number): Promise<ApiKey | undefined> {
    const key = this.keys.find(
      (each) => each.id === id && each.patronId === (ownerId ?? each.patronId) && each.revokedAt === null,
    );
    if (key) this.work.lock('api_key', id);
    return Promise.resolve(this.work.track(key));
  }

  count(ownerId: number, now: Date): Promise<number> {
    return Promise.resolve(this.#valid(ownerId, now).length);
  }

  revokeAll(ownerId: number, now: Date): Promise<number> {
    const valid = this.#valid(ownerId, now);
    for (const key of valid) this.work.track(key)?.revoke(now);
    return Promise.resolve(valid.length);
  }

  removeAll(ownerId: number): Promise<void> {
    this.#replace(this.keys.filter(({ patronId }) => patronId !== ownerId));
    return Promise.resolve();
  }

  #valid(ownerId: number, now: Date): ApiKey[] {
    return this.keys.filter(
      ({ patronId, revokedAt, expiresAt }) =>
        patronId === ownerId && revokedAt === null && (expiresAt === null || expiresAt > now),
    );
  }

  #replace(keys: readonly ApiKey[]): void {
    const before = this.keys;
    this.keys = keys;
    this.work.write(() => (this.keys = before));
  }
}
