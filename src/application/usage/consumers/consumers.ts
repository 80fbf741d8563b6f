import type { Slice, SliceRequest } from '../../kernel/storage/slice.js';
import type { ConsumerClass, ConsumerKind } from './consumer-ref.js';

/** Who is told of what a client calls. Null: the owner, at the address of the account. */
export interface Contact {
  readonly contactEmail: string | null;
  readonly secondEmail: string | null;
  /** Until then only the last reminders before a sunset are sent, and what follows them. */
  readonly mutedUntil: Date | null;
}

export const ownerAlone: Contact = { contactEmail: null, secondEmail: null, mutedUntil: null };

/** What an account has set for itself as a client. */
export interface AccountSettings extends Pick<Contact, 'mutedUntil'> {
  readonly isDeveloper: boolean;
}

/** A program of clients, whether somebody has registered it or not. */
export interface ProgramView extends Contact {
  readonly id: number;
  readonly program: string;
  /** Null unless it is registered. */
  readonly ownerId: number | null;
  readonly name: string | null;
  readonly class: ConsumerClass;
  readonly firstSeenAt: Date;
}

/** A client of an account, with everything that its owner has set for it. */
export interface OwnClient extends Contact, AccountSettings {
  readonly kind: ConsumerKind;
  readonly keyId: number | null;
  readonly program: string | null;
  readonly name: string | null;
  readonly firstSeenAt: Date;
}

export interface ProgramRegistration extends Contact {
  readonly program: string;
  readonly ownerId: number;
  readonly name: string;
  /** Whether it is known that the program is theirs; undefined leaves that as it is. */
  readonly isConfirmed: boolean | undefined;
}

/** Write access to clients. All methods but `forgetLeftovers` run in the running unit of work. */
export interface Consumers {
  /** The owner of a program, locked; null for one without an owner, undefined for one that was never seen. */
  lockOwner(program: string): Promise<number | null | undefined>;
  countPrograms(ownerId: number): Promise<number>;
  /**
   * Registers a program, or changes its owner. What it has called stays with it, what others have agreed to does not. One
   * that was taken for a probe by its name is none any more. Returns its id.
   */
  register(registration: ProgramRegistration): Promise<number>;
  /** Takes a program from its owner. Undefined finds that of any owner. Returns the program, if there is one. */
  unregister(ownerId: number | undefined, id: number): Promise<string | undefined>;
  setKeyContact(keyId: number, ownerId: number, contact: Contact): Promise<void>;
  setAccount(patronId: number, settings: AccountSettings): Promise<void>;
  /**
   * Makes everything that was counted of an account and its keys anonymous, removes the evidence, and takes its programs
   * from it.
   */
  forget(patronId: number): Promise<void>;
  /** The same for accounts of which something was stored later. Returns how many there were. */
  forgetLeftovers(limit: number): Promise<number>;
}
export const Consumers = Symbol('usage.Consumers');

/** Reads clients. */
export interface ConsumerQueries {
  account(patronId: number): Promise<AccountSettings>;
  keyContact(keyId: number): Promise<Contact>;
  program(ownerId: number | undefined, id: number): Promise<ProgramView | undefined>;
  /** Sorted by id. @param isRegistered undefined lists both */
  programs(
    filter: { readonly ownerId?: number | undefined; readonly isRegistered?: boolean | undefined },
    slice: SliceRequest,
  ): Promise<Slice<ProgramView>>;
}
export const ConsumerQueries = Symbol('usage.ConsumerQueries');

/** Reads the clients of an account. */
export interface OwnClients {
  /** The newest ones, oldest first. */
  ofPatron(patronId: number, limit: number): Promise<readonly OwnClient[]>;
}
export const OwnClients = Symbol('usage.OwnClients');

/** Answered by the accounts. */
export interface Owners {
  /** Whether there is such an account, and it is open. */
  exists(patronId: number): Promise<boolean>;
  /** The owner of a key. Undefined for none, or for one of another owner than this. */
  ofKey(ownerId: number | undefined, keyId: number): Promise<number | undefined>;
  /** The keys of an account that are not revoked. */
  keysOf(ownerId: number): Promise<readonly { readonly id: number; readonly name: string }[]>;
}
export const Owners = Symbol('usage.Owners');
