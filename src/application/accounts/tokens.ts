import type { SignedIn } from '../kernel/request/caller.js';

export interface Token {
  readonly token: string;
  /** Lifetime in seconds. */
  readonly expiresIn: number;
}

/** What a token states about its owner. */
export type Claims = Pick<SignedIn, 'patronId' | 'session'>;

/** Signed bearer tokens (RFC 7519). */
export interface Tokens {
  /**
   * A token of a session lives for 15 minutes. A token without a session lives for an hour and cannot be ended earlier.
   */
  issue(owner: SignedIn): Token;
  /** Undefined when the token has expired or was not issued by this service. */
  read(token: string): Claims | undefined;
}
export const Tokens = Symbol('accounts.Tokens');
