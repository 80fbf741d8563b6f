import type { Patron } from '../../domain/accounts/patron.js';

/** The patrons, for jobs that change them. Closed accounts are not among them. */
export interface Patrons {
  /**
   * Stores a new patron in the running unit of work; they have their id afterwards.
   * @throws Refusal `accounts.email_taken`, also when two register at the same moment
   */
  add(patron: Patron): Promise<void>;
  /** Gives the patron as they are now, locked until the unit of work ends. */
  lock(id: number): Promise<Patron | undefined>;
  /** The same by the number of their card. */
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
