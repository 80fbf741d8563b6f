import type { SignedIn } from '../kernel/caller.js';
import type { Page, PageRequest } from '../kernel/page.js';
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
  /** Of the account with this e-mail address, in upper or lower case. */
  credentials(email: string): Promise<Credentials | undefined>;
  /** The present role of a patron who may sign in. */
  signedIn(id: number): Promise<SignedIn | undefined>;
}
export const PatronQueries = Symbol('accounts.PatronQueries');
