/** Encrypts what is stored but must be readable again. A purpose binds the text to its place. */
export interface Vault {
  seal(text: string, purpose: string): string;
  /** Undefined for a text that was changed, has another purpose, or was sealed with a key that is gone. */
  open(sealed: string, purpose: string): string | undefined;
  /** Whether another than the present key sealed this text. */
  isOutdated(sealed: string, purpose: string): boolean;
}
export const Vault = Symbol('accounts.Vault');
