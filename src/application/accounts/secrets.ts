/** Texts that nobody can guess. Only their hashes are stored. */
export interface Secrets {
  /** A new one of 256 random bits, behind a prefix that tells what it is. */
  make(prefix: string): string;
  /** The same for the same text; nobody finds a way back. */
  hash(secret: string): string;
}
export const Secrets = Symbol('accounts.Secrets');
