import type { SignedIn } from '../kernel/caller.js';

export interface Token {
  readonly token: string;
  /** Life in seconds. */
  readonly expiresIn: number;
}

/** Signed bearer tokens (RFC 7519). */
export interface Tokens {
  issue(owner: SignedIn): Token;
  /** The id of the owner, or undefined when the token is not one of ours or has expired. */
  read(token: string): number | undefined;
}
export const Tokens = Symbol('accounts.Tokens');
