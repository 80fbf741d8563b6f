import type { ConsumerKind } from '../consumers/consumer-ref.js';
import type { Notification } from './told-clients.js';

/** What the owner of a client was told about it, or will be. */
export interface SentMail extends Notification {
  readonly kind: ConsumerKind;
  readonly keyId: number | null;
  readonly program: string | null;
  readonly lifecycleId: string;
  readonly settledAt: Date | null;
}

/** Reads what was told. */
export interface SentMails {
  /** The newest ones about the clients of an account, oldest first. */
  of(patronId: number, limit: number): Promise<readonly SentMail[]>;
}
export const SentMails = Symbol('usage.SentMails');
