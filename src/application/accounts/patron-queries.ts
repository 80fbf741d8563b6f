import type { SignedIn } from '../kernel/caller.js';
import type { Page, PageRequest } from '../kernel/page.js';
import type { Slice, SliceRequest } from '../kernel/slice.js';
import type { PatronView } from './views.js';

/** What signing in is checked against. */
export interface Credentials extends SignedIn {
  readonly passwordHash: string | null;
}

/** Reads of the accounts. They see no closed accounts. */
export interface PatronQueries {
  view(id: number): Promise<PatronView | undefined>;
  /** By id. */
  list(page: PageRequest): Promise<Page<PatronView>>;
  /** By id. */
  listAfter(slice: SliceRequest): Promise<Slice<PatronView>>;
  count(): Promise<number>;
  /** Of the account with this e-mail address, in upper or lower case. */
  credentials(email: string): Promise<Credentials | undefined>;
  /** The present role and pins of a patron who may sign in; nobody when the session that is named has ended. */
  signedIn(id: number, session?: number): Promise<SignedIn | undefined>;
  /** Of the owner of the API key with this hash, with its scopes; nobody when it has expired or was revoked. */
  keyHolder(hash: string): Promise<SignedIn | undefined>;
}
export const PatronQueries = Symbol('accounts.PatronQueries');
