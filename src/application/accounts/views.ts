import type { Role } from '../../domain/accounts/patron.js';

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
  readonly blocked: boolean;
  readonly createdAt: Date;
}
