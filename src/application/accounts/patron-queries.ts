import type { SignedIn } from '../kernel/request/caller.js';
import type { Page, PageRequest } from '../kernel/storage/page.js';
import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { PatronView } from './views.js';

/** What signing in is checked against. */
export interface Credentials extends SignedIn {
  readonly passwordHash: string | null;
}

/** Where a patron can be written to. */
export interface Contact {
  readonly patronId: number;
  /** What to call them. */
  readonly name: string;
  readonly email: string;
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
  /** How to write to these patrons; those without an e-mail address are left out. In no promised order. */
  contacts(ids: readonly number[]): Promise<Contact[]>;
  /** Which of these patrons keep a history of their loans. */
  historyKeepers(ids: readonly number[]): Promise<number[]>;
  /** The card numbers of these patrons by their ids. */
  cardNumbers(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Of the owner of the API key with this hash, with its scopes; nobody when it has expired or was revoked. */
  keyHolder(hash: string): Promise<SignedIn | undefined>;
}
export const PatronQueries = Symbol('accounts.PatronQueries');
