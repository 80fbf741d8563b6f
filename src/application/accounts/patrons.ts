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
   * Returns all admins, sorted by id, locked until the unit of work ends. They are locked in this order, so two concurrent
   * calls cannot deadlock.
   */
  lockAdmins(): Promise<Patron[]>;
  /** Whether the patron has the role now. It may change before a lock is taken. */
  isAdmin(id: number): Promise<boolean>;
  /** Returns a card number that no patron has. It is given once. */
  nextCardNumber(): Promise<string>;
}
export const Patrons = Symbol('accounts.Patrons');

/** A locked patron. If the patron is an admin, `admins` are all who can act as one, locked, too. */
export interface AmongAdmins {
  readonly patron: Patron;
  readonly admins: readonly Patron[];
}

/**
 * Locks a patron, and all admins if the patron is one, so that no two changes can take the last admin. For others only the
 * patron is locked, because many accounts are closed at a time. When the role changes just before the lock, two jobs can
 * deadlock; the unit of work then runs the job again.
 * @throws Refusal `accounts.patron_not_found`
 */
export async function lockAmongAdmins(patrons: Patrons, id: number): Promise<AmongAdmins> {
  const locked = (await patrons.isAdmin(id)) ? await patrons.lockAdmins() : [];
  const patron = locked.find((each) => each.id === id) ?? (await patrons.lock(id));
  if (!patron) throw new Refusal(patronNotFound);
  // The role was given between the question and the lock.
  if (patron.role === 'admin' && locked.length === 0) locked.push(...(await patrons.lockAdmins()));
  return { patron, admins: locked.filter((each) => each.isActingAdmin()) };
}
