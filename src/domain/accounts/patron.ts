import type { Language } from '../kernel/language.js';
import { Refusal } from '../kernel/refusal.js';
import { patronChanged } from './refusals.js';

export type Role = 'patron' | 'librarian' | 'admin';

/** Stops a patron from borrowing, for a stated reason. */
export interface Block {
  readonly reason: string;
  /** RFC 3339 timestamp; null: until the block is lifted. */
  readonly until: string | null;
}

export interface NewPatron {
  readonly cardNumber: string;
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly role: Role;
  /** False when the owner still has to use the link that was mailed to the address. */
  readonly emailVerified?: boolean;
  readonly language?: Language;
}

/** The fields of an account that can be changed. Null means no value. */
export type PatronDetails = Pick<
  Patron,
  | 'cardNumber'
  | 'username'
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'passwordHash'
  | 'language'
  | 'role'
  | 'category'
  | 'expiresAt'
  | 'blocks'
>;

/** A person with a library card. A patron with an e-mail address and a password can sign in. */
export class Patron {
  declare readonly id: number;
  cardNumber: string;
  username: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  /** Unverified patrons sign in, but do not borrow. An account that staff made counts as verified. */
  emailVerified: boolean;
  /** A new address that takes effect when the link that was mailed to it is used. */
  pendingEmail: string | null = null;
  passwordHash: string | null;
  role: Role;
  /** The language of letters to the patron. */
  language: Language;
  /** Selects the lending policy, for example `adult` or `child`. */
  category = 'adult';
  /** When the card expires; null: never. */
  expiresAt: Date | null = null;
  blocks: readonly Block[] = [];
  /** Major → the minor that answers the patron's requests when they name none. */
  pins: Readonly<Record<string, string>> = {};
  /** Whether the patron's closed loans still name the patron after the retention period. */
  keepsHistory = false;
  /** Tokens name this number. A token with another number is not valid. */
  tokenGeneration = 1;
  /** Number of the current revision, from 1. */
  revision = 1;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Set while the account is disabled. Nobody signs in to it, and it borrows nothing. */
  disabledAt: Date | null = null;
  /** Set when the account was closed. A closed account holds no personal data. */
  closedAt: Date | null = null;

  constructor(patron: NewPatron, now: Date) {
    this.cardNumber = patron.cardNumber;
    this.username = patron.username;
    this.firstName = patron.firstName;
    this.lastName = patron.lastName;
    this.email = patron.email;
    this.emailVerified = patron.emailVerified ?? true;
    this.language = patron.language ?? 'en';
    this.passwordHash = patron.passwordHash;
    this.role = patron.role;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** Returns a block in force at this moment, if there is one. */
  blockAt(now: Date): Block | undefined {
    return this.blocks.find((block) => block.until === null || new Date(block.until) > now);
  }

  /** Whether somebody can act as an admin with this account. */
  isActingAdmin(): boolean {
    return this.role === 'admin' && this.passwordHash !== null && this.disabledAt === null;
  }

  isExpiredAt(now: Date): boolean {
    return this.expiresAt !== null && this.expiresAt <= now;
  }

  /** @throws Refusal `accounts.patron_changed` when the patron has another revision than the expected one */
  expect(revision: number): void {
    if (this.revision !== revision) throw new Refusal(patronChanged);
  }

  /**
   * Applies the changes that differ. Returns the names of the changed fields; empty when nothing changed. A new password
   * drops a pending address, because somebody else may have given it.
   */
  revise(changes: Partial<PatronDetails>, now: Date): (keyof PatronDetails)[] {
    const changed = this.differences(changes);
    if (changed.length === 0) return [];
    Object.assign(this, changes);
    if (changed.includes('passwordHash')) this.pendingEmail = null;
    this.touch(now);
    return changed;
  }

  /** Notes that staff have the present address from its owner, or that there is none. It counts as verified. */
  vouchForEmail(): void {
    this.emailVerified = true;
    this.pendingEmail = null;
  }

  /** The names of the fields that these changes would change. */
  differences(changes: Partial<PatronDetails>): (keyof PatronDetails)[] {
    const names = Object.keys(changes) as (keyof PatronDetails)[];
    return names.filter((name) => JSON.stringify(changes[name]) !== JSON.stringify(this[name]));
  }

  /** Disables or enables the account. Returns whether that was a change. */
  setDisabled(disabled: boolean, now: Date): boolean {
    if (disabled === (this.disabledAt !== null)) return false;
    this.disabledAt = disabled ? now : null;
    this.touch(now);
    return true;
  }

  /**
   * Keeps a new address until its link is used. It replaces an earlier one, and so does the present address.
   * @returns whether a link is needed
   */
  proposeEmail(email: string, now: Date): boolean {
    const pending = email === this.email ? null : email;
    if (this.pendingEmail === pending) return false;
    this.pendingEmail = pending;
    this.touch(now);
    return pending !== null;
  }

  /**
   * Notes that a link that was mailed to this address was used: a pending address takes effect, and the present one
   * counts as verified.
   * @returns false when the account has no such address any more
   */
  confirmEmail(email: string, now: Date): boolean {
    if (email !== this.pendingEmail && email !== this.email) return false;
    if (email === this.pendingEmail) this.pendingEmail = null;
    this.email = email;
    this.emailVerified = true;
    this.touch(now);
    return true;
  }

  /** Makes every token invalid that was issued until now. */
  endTokens(): void {
    this.tokenGeneration += 1;
  }

  /** @param minor undefined removes the pin */
  pin(major: number, minor: string | undefined): void {
    const { [major]: _, ...others } = this.pins;
    this.pins = minor === undefined ? others : { ...others, [major]: minor };
  }

  /**
   * Closes the account permanently and erases its personal data. Past loans still count in statistics, without a name.
   */
  close(now: Date): void {
    this.username = 'closed account';
    this.firstName = null;
    this.lastName = null;
    this.email = null;
    this.pendingEmail = null;
    this.passwordHash = null;
    this.role = 'patron';
    this.blocks = [];
    this.pins = {};
    this.keepsHistory = false;
    this.disabledAt = null;
    this.closedAt = now;
    this.updatedAt = now;
  }

  private touch(now: Date): void {
    this.revision += 1;
    this.updatedAt = now;
  }
}
