import type { SignedIn } from '../kernel/request/caller.js';

export interface Token {
  readonly token: string;
  /** Lifetime in seconds. */
  readonly expiresIn: number;
}

/** The owner of a token. */
export interface TokenOwner extends Pick<SignedIn, 'patronId' | 'role' | 'session'> {
  /** The generation of the account's tokens. A token of another generation than the account's is not valid. */
  readonly generation: number;
}

/** What a token states about its owner. */
export type Claims = Omit<TokenOwner, 'role'>;

/** Signed bearer tokens (RFC 7519). */
export interface Tokens {
  /** @param seconds the lifetime of the token */
  issue(owner: TokenOwner, seconds: number): Token;
  /** Undefined when the token has expired or was not issued by this service. */
  read(token: string): Claims | undefined;
}
export const Tokens = Symbol('accounts.Tokens');

/** The `Tokens` of the operators' API. */
export const OperatorTokens = Symbol('accounts.OperatorTokens');

/** The `Tokens` in the cookie of the pages. */
export const PageTokens = Symbol('accounts.PageTokens');
