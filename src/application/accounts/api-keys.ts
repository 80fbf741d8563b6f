import type { ApiKey } from '../../domain/accounts/api-key.js';
import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { ApiKeyView } from './views.js';

/** What every API key begins with, before an underscore. */
export const apiKeyPrefix = 'slk';

/** The API keys, for jobs that change them. Somebody else's and revoked ones are not there. */
export interface ApiKeys {
  /** Stores a new key in the running unit of work; it has its id afterwards. */
  add(key: ApiKey): Promise<void>;
  /** Gives the key, locked until the unit of work ends. */
  lock(ownerId: number, id: number): Promise<ApiKey | undefined>;
  /** Takes away all keys of somebody whose account is closed, with the names that they gave them. */
  removeAll(ownerId: number): Promise<void>;
}
export const ApiKeys = Symbol('accounts.ApiKeys');

/** Reads of the API keys of one owner: somebody else's and revoked ones are not there. */
export interface ApiKeyQueries {
  view(ownerId: number, id: number): Promise<ApiKeyView | undefined>;
  /** By id. */
  list(ownerId: number, slice: SliceRequest): Promise<Slice<ApiKeyView>>;
}
export const ApiKeyQueries = Symbol('accounts.ApiKeyQueries');
