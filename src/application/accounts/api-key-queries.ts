import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { ApiKeyView } from './views.js';

/** Reads of the API keys of one owner: somebody else's and revoked ones are not there. */
export interface ApiKeyQueries {
  view(ownerId: number, id: number): Promise<ApiKeyView | undefined>;
  /** By id. */
  list(ownerId: number, slice: SliceRequest): Promise<Slice<ApiKeyView>>;
}
export const ApiKeyQueries = Symbol('accounts.ApiKeyQueries');
