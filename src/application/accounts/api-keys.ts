import type { ApiKey } from '../../domain/accounts/api-key.js';
import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { ApiKeyView } from './views.js';

/** Prefix of every API key; an underscore follows it. */
export const apiKeyPrefix = 'slk';

/** Write access to the API keys. Revoked keys are not returned. */
export interface ApiKeys {
  /** Stores a new key in the running unit of work and sets its id. */
  add(key: ApiKey): Promise<void>;
  /** Returns the key, locked until the unit of work ends. @param ownerId undefined finds a key of any owner */
  lock(ownerId: number | undefined, id: number): Promise<ApiKey | undefined>;
  /** Counts the keys of an owner that have not expired. */
  count(ownerId: number, now: Date): Promise<number>;
  /** Revokes the keys of an owner that have not expired. Returns their number. */
  revokeAll(ownerId: number, now: Date): Promise<number>;
  /** Deletes all keys, with their names, of an owner whose account is closed. */
  removeAll(ownerId: number): Promise<void>;
}
export const ApiKeys = Symbol('accounts.ApiKeys');

/** Reads the API keys of one owner, or of all owners when the owner is undefined. Revoked keys are not returned. */
export interface ApiKeyQueries {
  view(ownerId: number | undefined, id: number): Promise<ApiKeyView | undefined>;
  /** Sorted by id. */
  list(ownerId: number | undefined, slice: SliceRequest): Promise<Slice<ApiKeyView>>;
}
export const ApiKeyQueries = Symbol('accounts.ApiKeyQueries');

/** Records when API keys are used, exact to a minute. */
export interface KeyUses {
  /** Records that a key is used now. A database that cannot write at the moment fails no request. */
  note(id: number): Promise<void>;
}
export const KeyUses = Symbol('accounts.KeyUses');
