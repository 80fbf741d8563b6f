/** Hashes and verifies passwords off the event loop, a limited number at a time. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Takes as long for a missing hash as for a wrong password, so that the response time does not reveal which accounts
   * exist.
   */
  verify(password: string, hash: string | null): Promise<boolean>;
}
export const Passwords = Symbol('accounts.Passwords');
