import type { Patron } from '../../domain/accounts/patron.js';
import { patronNotFound } from '../../domain/kernel/not-found.js';
import { Refusal } from '../../domain/kernel/refusal.js';

/** The data of a patron that a loan depends on. */
export type Borrower = Pick<
  Patron,
  'category' | 'emailVerified' | 'blockAt' | 'isExpiredAt' | 'expiresAt' | 'disabledAt'
>;

/**
 * Write access to the patrons. Closed accounts are not returned. Changes of a locked patron are stored with the unit of
 * work.
 */
export interface Patrons {
  /**
   * Stores a new patron in the running unit of work and sets the id.
   * @throws Refusal `accounts.email_taken` or `accounts.card_number_taken`, also when two patrons register at the same
   * moment
   */
  add(patron: Patron): Promise<void>;
  /** Returns the patron's present state, locked until the unit of work ends. */
  lock(id: number): Promise<Patron | undefined>;
  /** Locks the patron as `lock` does and returns only the data that a loan depends on. */
  lockBorrower(id: number): Promise<Borrower | undefined>;
  /** Does the same as `lock`, by card number. */
  lockByCard(cardNumber: string): Promise<Patron | undefined>;
  /**
   * Returns the patron, if there is one, and all admins, sorted by id, all locked until the unit of work ends. They are
   * always locked in this order, so two concurrent changes of roles cannot deadlock.
   */
  lockWithAdmins(id: number): Promise<Patron[]>;
  /** Returns a card number that no patron has. It is given once. */
  nextCardNumber(): Promise<string>;
}
export const Patrons = Symbol('accounts.Patrons');

/** A locked patron, with all who can act as an admin. Empty when only the patron was locked. */
export interface AmongAdmins {
  readonly patron: Patron;
  readonly admins: readonly Patron[];
}

/**
 * Locks a patron and all admins, always in the same order, so that no two changes can take the last admin.
 * @throws Refusal `accounts.patron_not_found`
 */
export async function lockAmongAdmins(patrons: Patrons, id: number): Promise<AmongAdmins> {
  const locked = await patrons.lockWithAdmins(id);
  const patron = locked.find((each) => each.id === id);
  if (!patron) throw new Refusal(patronNotFound);
  return { patron, admins: locked.filter((each) => each.isActingAdmin()) };
}
