import type { SignedIn } from '../kernel/request/caller.js';

export interface Token {
  readonly token: string;
  /** Life in seconds. */
  readonly expiresIn: number;
}

/** What a token says of its owner. */
export type Claims = Pick<SignedIn, 'patronId' | 'session'>;

/** Signed bearer tokens (RFC 7519). */
export interface Tokens {
  /** A token of a session lives for 15 minutes, one without a session, which nothing else can end, for an hour. */
  issue(owner: SignedIn): Token;
  /** Undefined when the token is not one of ours or has expired. */
  read(token: string): Claims | undefined;
}
export const Tokens = Symbol('accounts.Tokens');
