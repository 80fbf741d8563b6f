/** An e-mail address of an account, as it is stored. */
export interface StoredAddress {
  readonly patronId: number;
  readonly cardNumber: string;
  readonly email: string;
}

/** Reads the addresses of all accounts that are not closed. */
export interface Addresses {
  /** The next ones that have a character outside of ASCII, sorted by patron. Empty at the end. */
  outsideAscii(afterPatronId: number, limit: number): Promise<StoredAddress[]>;
  /** The accounts whose stored address is one of these, ignoring case. */
  of(addresses: readonly string[]): Promise<StoredAddress[]>;
}
export const Addresses = Symbol('accounts.Addresses');
