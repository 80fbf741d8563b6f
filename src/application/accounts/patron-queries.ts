import type { Language } from '../../domain/kernel/language.js';
import type { SignedIn } from '../kernel/request/caller.js';
import type { Page, PageRequest } from '../kernel/storage/page.js';
import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { PatronView } from './views.js';

/** The data that a sign-in is checked against. */
export interface Credentials extends SignedIn {
  readonly passwordHash: string | null;
  readonly disabled: boolean;
}

/** A patron who can sign in, with the present generation of their tokens. */
export interface Account extends SignedIn {
  readonly generation: number;
}

/** The owner of an API key, and the key. */
export type KeyHolder = SignedIn & Required<Pick<SignedIn, 'apiKey' | 'scopes'>>;

/** Where a patron can be written to. */
export interface Contact {
  readonly patronId: number;
  /** The name to address the patron by. */
  readonly name: string;
  readonly email: string;
  readonly language: Language;
}

/** The audit event of a read by staff: see `AccessTrail`. */
export const patronRead = 'accounts.patron_read';

/** Reads the accounts. Closed accounts are not returned. */
export interface PatronQueries {
  view(id: number): Promise<PatronView | undefined>;
  /** Sorted by id. */
  list(page: PageRequest): Promise<Page<PatronView>>;
  /** Sorted by id. */
  listAfter(slice: SliceRequest): Promise<Slice<PatronView>>;
  count(): Promise<number>;
  /**
   * The credentials of the account with this e-mail address, in whatever form it was typed. Where older releases made
   * two accounts of two forms, the one with the form that was typed.
   */
  credentials(email: string): Promise<Credentials | undefined>;
  /** The credentials of this patron. */
  credentialsOf(id: number): Promise<Credentials | undefined>;
  /**
   * The present role and pins of a patron who can sign in; undefined when the named session has ended,
   * or when the account has a second factor that the session did not begin with.
   */
  signedIn(id: number, session?: number): Promise<Account | undefined>;
  /** The contacts of these patrons, in no promised order. Patrons without a verified address are left out. */
  contacts(ids: readonly number[]): Promise<Contact[]>;
  /** The patrons among these who keep a history of their loans. */
  historyKeepers(ids: readonly number[]): Promise<number[]>;
  /** The card numbers of these patrons by their ids. */
  cardNumbers(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /**
   * The owner of the API key with this hash, and the id and scopes of the key; undefined when it has expired or was
   * revoked.
   */
  keyHolder(hash: string): Promise<KeyHolder | undefined>;
}
export const PatronQueries = Symbol('accounts.PatronQueries');
