import type { ClientUse, DueStage } from '../../../domain/usage/mails/stages.js';
import type { DeclaredLifecycle } from '../../kernel/settings.js';

/** `bounced`: the first address was refused, and the second one is tried. `untold`: nobody could be reached. */
export type NotificationState = 'queued' | 'delivered' | 'bounced' | 'untold';

/** What was told to the owner of a client, or will be. */
export interface Notification extends DueStage {
  readonly madeAt: Date;
  readonly state: NotificationState;
  /** The addresses that were tried, separated by commas; null: there was none, or it was not sent yet. */
  readonly address: string | null;
}

/** The addresses of a client, as they were given for it. */
export interface ClientContact {
  /** The account that owns it; null for a program without an owner. */
  readonly patronId: number | null;
  readonly contactEmail: string | null;
  readonly secondEmail: string | null;
}

/** A client of others, with what it calls of an end of life. */
export interface ToldClient extends ClientContact, Omit<ClientUse, 'sent'> {
  readonly consumerId: number;
  /** Whether there are calls that can be shown. */
  readonly hasEvidence: boolean;
  readonly sent: readonly Notification[];
}

/** Reads the clients that can be told about an end of life. */
export interface ToldClients {
  /**
   * Those that have called it in the last 90 days, or were told about it before. Clients of the class `external` only,
   * and no anonymous ones.
   */
  of(lifecycle: DeclaredLifecycle, now: Date): Promise<readonly ToldClient[]>;
}
export const ToldClients = Symbol('usage.ToldClients');
