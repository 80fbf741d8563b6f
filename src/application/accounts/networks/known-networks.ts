/** The networks from which the accounts were signed in to, in the notation of CIDR. */
export interface KnownNetworks {
  /** Whether the patron was seen there since this moment. Takes as long without a patron. */
  isKnown(patronId: number | undefined, network: string, since: Date): Promise<boolean>;
  /** Stores, in the running unit of work, that the patron was seen there. A closed account is left out. */
  add(patronId: number, network: string, now: Date): Promise<void>;
  /** Removes what was last seen before this moment, up to the limit. Returns the number of removed networks. */
  removeUnseen(before: Date, limit: number): Promise<number>;
  /** Removes all networks of a patron, in the running unit of work. */
  forget(patronId: number): Promise<void>;
}
export const KnownNetworks = Symbol('accounts.KnownNetworks');
