import type { Block, Role } from '../../domain/accounts/patron.js';

export type { Role };

/** A patron as they see themselves, and as librarians see them. Never with the password. */
export interface PatronView {
  readonly id: number;
  readonly cardNumber: string;
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly category: string;
  readonly role: Role;
  readonly expiresAt: Date | null;
  /** All that are kept, those that are over included. */
  readonly blocks: readonly Block[];
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An API key as its owner sees it. Never with the secret. */
export interface ApiKeyView {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}
