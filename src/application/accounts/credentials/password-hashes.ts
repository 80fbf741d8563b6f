/** Hashes texts and compares them with hashes, off the event loop, a limited number at a time. */
export interface PasswordHashes {
  hash(text: string): Promise<string>;
  /** Takes as long for a missing hash as for a wrong text. */
  verify(text: string, hash: string | null): Promise<boolean>;
}
export const PasswordHashes = Symbol('accounts.PasswordHashes');
