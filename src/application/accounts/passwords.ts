/** Makes and checks password hashes, off the event loop and only so many at a time. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for a missing hash as for a wrong password, so that time does not tell who has an account. */
  verify(password: string, hash: string | null): Promise<boolean>;
}
export const Passwords = Symbol('accounts.Passwords');
