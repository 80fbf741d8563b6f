import type { AccountLink, LinkPurpose } from '../../../domain/accounts/account-link.js';

/** The links that were mailed and not used. Lock the patron before a link. */
export interface AccountLinks {
  /** Stores a link in the running unit of work. */
  add(link: AccountLink): Promise<void>;
  /** Reads a link without a lock. */
  find(hash: string): Promise<AccountLink | undefined>;
  /** Returns the link, locked until the unit of work ends. Of two parallel uses, one gets nothing. */
  lock(hash: string): Promise<AccountLink | undefined>;
  /** Removes the links of a patron: those for one purpose, or all. */
  removeAll(patronId: number, purpose?: LinkPurpose): Promise<void>;
  /** Removes expired links, up to the limit. Returns how many. */
  removeExpired(now: Date, limit: number): Promise<number>;
}
export const AccountLinks = Symbol('accounts.AccountLinks');
