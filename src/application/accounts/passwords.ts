import type { PasswordOwner } from '../../domain/accounts/password-rules.js';

/** Checks, hashes and verifies passwords off the event loop, a limited number at a time. */
export interface Passwords {
  /**
   * Checks a new password and hashes it.
   * @throws Refusal with one of `passwordRefusals`
   */
  hash(password: string, owner: PasswordOwner): Promise<string>;
  /**
   * Takes as long for a missing hash as for a wrong password, so that the response time does not reveal which accounts
   * exist.
   */
  verify(password: string, hash: string | null): Promise<boolean>;
}
export const Passwords = Symbol('accounts.Passwords');
