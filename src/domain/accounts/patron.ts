import { Refusal } from '../kernel/refusal.js';
import { patronChanged } from './refusals.js';

export type Role = 'patron' | 'librarian' | 'admin';

/** A ban from borrowing, for a reason, until a moment or for ever. */
export interface Block {
  readonly reason: string;
  /** An instant as RFC 3339 text; null means until it is lifted. */
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
}

/** What may be changed of an account; null is nothing. */
export type PatronDetails = Pick<
  Patron,
  | 'username'
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'passwordHash'
  | 'role'
  | 'category'
  | 'expiresAt'
  | 'blocks'
>;

/** Somebody with a library card. With an e-mail address and a password, also somebody who can sign in. */
export class Patron {
  declare readonly id: number;
  readonly cardNumber: string;
  username: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  passwordHash: string | null;
  role: Role;
  /** What the lending policy looks at, for example `adult` or `child`. */
  category = 'adult';
  /** When the card ends; null means never. */
  expiresAt: Date | null = null;
  blocks: readonly Block[] = [];
  /** Major → the minor that they want to be answered as when a request names none. */
  pins: Readonly<Record<string, string>> = {};
  /** Whether their closed loans stay theirs, so that they can look up what they had. */
  keepsHistory = false;
  /** Counts the changes, from 1. */
  revision = 1;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Set when the account was closed. Nothing personal is left on it then. */
  closedAt: Date | null = null;

  constructor(patron: NewPatron, now: Date) {
    this.cardNumber = patron.cardNumber;
    this.username = patron.username;
    this.firstName = patron.firstName;
    this.lastName = patron.lastName;
    this.email = patron.email;
    this.passwordHash = patron.passwordHash;
    this.role = patron.role;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** The block that holds at this moment, if there is one. */
  blockAt(now: Date): Block | undefined {
    return this.blocks.find((block) => block.until === null || new Date(block.until) > now);
  }

  isExpiredAt(now: Date): boolean {
    return this.expiresAt !== null && this.expiresAt <= now;
  }

  /** @throws Refusal `accounts.patron_changed` when this is not the revision that somebody decided from */
  expect(revision: number): void {
    if (this.revision !== revision) throw new Refusal(patronChanged);
  }

  /** Changes what is given and differs. Gives the names of what has changed, none when all was so already. */
  revise(changes: Partial<PatronDetails>, now: Date): (keyof PatronDetails)[] {
    const names = Object.keys(changes) as (keyof PatronDetails)[];
    const changed = names.filter((name) => JSON.stringify(changes[name]) !== JSON.stringify(this[name]));
    if (changed.length === 0) return [];
    Object.assign(this, changes);
    this.revision += 1;
    this.updatedAt = now;
    return changed;
  }

  /** @param minor undefined takes the pin out */
  pin(major: number, minor: string | undefined): void {
    const { [major]: _, ...others } = this.pins;
    this.pins = minor === undefined ? others : { ...others, [major]: minor };
  }

  /** Closes the account for ever and forgets who it was; past loans stay countable, without a name. */
  close(now: Date): void {
    this.username = 'closed account';
    this.firstName = null;
    this.lastName = null;
    this.email = null;
    this.passwordHash = null;
    this.role = 'patron';
    this.blocks = [];
    this.pins = {};
    this.keepsHistory = false;
    this.closedAt = now;
    this.updatedAt = now;
  }
}
