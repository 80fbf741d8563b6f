import type { Slice, SliceRequest } from '../../kernel/storage/slice.js';

/**
 * `queued` waits for the mail server. `bounced`: the first address was refused, and the second one is tried. `untold`:
 * no address took it, so that its owner does not know.
 */
export const mailStates = ['queued', 'delivered', 'bounced', 'untold'] as const;
export type MailState = (typeof mailStates)[number];

/** What the owner of a client was told about an end of life, at one stage. */
export interface ClientMail {
  readonly id: number;
  readonly consumerId: number;
  readonly client: string;
  readonly lifecycleId: string;
  readonly stage: string;
  /** Of a stage that comes again, such as a week; empty for others. */
  readonly period: string;
  /** Null as long as nobody is known to write to. */
  readonly address: string | null;
  readonly state: MailState;
  readonly madeAt: Date;
  readonly settledAt: Date | null;
}

/** What mails are asked for. All that is given has to match. */
export interface ClientMailFilter {
  readonly consumerId?: number | undefined;
  readonly lifecycleId?: string | undefined;
  readonly state?: MailState | undefined;
}

/** Reads what the owners of clients were told. */
export interface ClientMails {
  /** The newest first. */
  list(filter: ClientMailFilter, slice: SliceRequest): Promise<Slice<ClientMail>>;
  /** How many of those that were made at this moment or later are in each state. */
  countByState(since: Date): Promise<Readonly<Record<MailState, number>>>;
}
export const ClientMails = Symbol('usage.ClientMails');
