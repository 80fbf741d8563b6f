import type { Block, Role } from '../../domain/accounts/patron.js';
import type { Language } from '../../domain/kernel/language.js';

export type { Role };

/** A patron as shown to themselves and to librarians. Never contains the password. */
export interface PatronView {
  readonly id: number;
  readonly cardNumber: string;
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  /** Unverified patrons sign in, but do not borrow. */
  readonly emailVerified: boolean;
  /** A new address that waits for its link. */
  readonly pendingEmail: string | null;
  readonly language: Language;
  readonly category: string;
  readonly role: Role;
  readonly expiresAt: Date | null;
  /** All stored blocks, including expired ones. */
  readonly blocks: readonly Block[];
  /** Whether staff have disabled the account. */
  readonly disabled: boolean;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An API key as shown to its owner and to admins. Never contains the secret. */
export interface ApiKeyView {
  readonly id: number;
  readonly ownerId: number;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** Exact to a minute; null: never used. */
  readonly lastUsedAt: Date | null;
}
