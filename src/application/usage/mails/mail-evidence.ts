import type { DeclaredLifecycle } from '../../kernel/settings.js';
import type { ConsumerKind } from '../consumers/consumer-ref.js';
import type { UseEvidence } from '../lifecycle/own-deprecations.js';
import type { ClientContact } from './told-clients.js';

/** The calls of one client to one operation, or with one part of it, with those that can be shown. */
export interface ShownUse {
  readonly major: number;
  readonly operationId: string;
  /** Empty for the operation itself. */
  readonly element: string;
  /** In the last 30 days. Rehearsals do not count. */
  readonly calls: number;
  readonly lastAt: Date;
  /** Newest first, at most five. */
  readonly evidence: readonly UseEvidence[];
}

/** A client that a mail is about. */
export interface MailedClient extends ClientContact {
  readonly kind: ConsumerKind;
  readonly keyId: number | null;
  /** Of a program; of others, what they are known by, such as `key:7`. */
  readonly name: string;
}

/** A client that could not be told. */
export interface UntoldClient {
  readonly consumerId: number;
  readonly name: string;
  readonly lifecycleId: string;
  /** In the last 30 days. */
  readonly calls: number;
  readonly lastAt: Date;
  readonly reason: 'no_owner' | 'no_address' | 'refused';
}

/** Reads what mails show. */
export interface MailEvidence {
  /** Undefined for a client that is anonymous now. */
  client(consumerId: number): Promise<MailedClient | undefined>;
  /** Without those that have no evidence. */
  uses(consumerId: number, lifecycle: DeclaredLifecycle, now: Date): Promise<readonly ShownUse[]>;
  /** Calls that brownouts have refused, by hour, in the last days. */
  interrupted(
    consumerId: number,
    lifecycle: DeclaredLifecycle,
    now: Date,
  ): Promise<readonly { readonly hour: Date; readonly calls: number }[]>;
  /** The clients of others that call it and could not be told; those with the most calls first. */
  untold(lifecycle: DeclaredLifecycle, now: Date, limit: number): Promise<readonly UntoldClient[]>;
}
export const MailEvidence = Symbol('usage.MailEvidence');
