/** Texts that cannot be guessed. Only their hashes are stored. */
export interface Secrets {
  /** Makes a secret of 256 random bits. The prefix names its kind. */
  make(prefix: string): string;
  /** Deterministic and one-way. */
  hash(secret: string): string;
}
export const Secrets = Symbol('accounts.Secrets');
