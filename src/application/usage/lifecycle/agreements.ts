/** A client as its owner sees it. */
export interface OwnedConsumer {
  readonly id: number;
  /** The account that owns it; null for a program without an owner. */
  readonly patronId: number | null;
  /** Whether it is known that the client is theirs. Of programs, anybody can say so. */
  readonly isConfirmed: boolean;
}

/** An agreement of the owner of a client, or of an admin in their place. */
export interface StoredAgreement {
  readonly lifecycleId: string;
  readonly consumerId: number;
  readonly kind: 'consent' | 'extension';
  /** Of an extension: until then the sunset is held. */
  readonly until: Date | null;
  /** The account that gave it. */
  readonly by: number;
  /** Why it was given; an admin says so in the place of the owner. Null without one. */
  readonly reason: string | null;
  readonly at: Date;
}

/** An agreement as somebody is told of it who gave it, or who owns the client. */
export interface OwnAgreement extends Pick<
  StoredAgreement,
  'lifecycleId' | 'kind' | 'until' | 'reason' | 'at'
> {
  /** Whether they gave it themselves. */
  readonly own: boolean;
}

/** What the owners of clients agreed to. */
export interface Agreements {
  /** The clients of an account: its keys, itself, and its programs. */
  consumersOf(patronId: number): Promise<readonly OwnedConsumer[]>;
  consumer(id: number): Promise<OwnedConsumer | undefined>;
  /** Those of one end of life, newest last. */
  of(lifecycleId: string): Promise<readonly StoredAgreement[]>;
  /** The newest ones that an account gave, or that were given for its clients; oldest first. */
  ofPatron(patronId: number, limit: number): Promise<readonly OwnAgreement[]>;
  /** Returns false if this client has such an agreement already; then nothing is stored. */
  add(agreement: StoredAgreement): Promise<boolean>;
}
export const Agreements = Symbol('usage.Agreements');

/** Confirmations of anonymous use, which nobody can consent to. */
export interface AnonymousConfirmations {
  /** Returns the id of the row. */
  add(lifecycleId: string, calls: number, reason: string): Promise<number>;
}
export const AnonymousConfirmations = Symbol('usage.AnonymousConfirmations');
