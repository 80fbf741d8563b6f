import type { Patron } from '../../domain/accounts/patron.js';

/** What a loan must know of a patron. */
export type Borrower = Pick<Patron, 'category' | 'blockAt' | 'isExpiredAt'>;

/** The patrons, for jobs that change them. Closed accounts are not among them. What was locked is stored as it was changed. */
export interface Patrons {
  /**
   * Stores a new patron in the running unit of work; they have their id afterwards.
   * @throws Refusal `accounts.email_taken`, also when two register at the same moment
   */
  add(patron: Patron): Promise<void>;
  /** Gives the patron as they are now, locked until the unit of work ends. */
  lock(id: number): Promise<Patron | undefined>;
  /** Locks the patron as `lock` does, and gives no more of them than a loan must know. */
  lockBorrower(id: number): Promise<Borrower | undefined>;
  /** The same as `lock` by the number of their card. */
  lockByCard(cardNumber: string): Promise<Patron | undefined>;
  /**
   * The patron, if there is one, among all admins, by id; all locked until the unit of work ends. They are locked in
   * this one order, so that two who change roles at the same moment wait for one another and not in a circle.
   */
  lockWithAdmins(id: number): Promise<Patron[]>;
  /** A card number that nobody has had before. */
  nextCardNumber(): Promise<string>;
}
export const Patrons = Symbol('accounts.Patrons');
