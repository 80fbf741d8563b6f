import type { DueStage } from '../../../domain/usage/mails/stages.js';
import type { NotificationState } from './told-clients.js';

/** A stage of one end of life. */
export interface LifecycleStage extends DueStage {
  readonly lifecycleId: string;
}

/** A mail that must be sent: everything that waits for one client, or the one for operators. */
export interface MailDigest {
  readonly id: number;
  /** Null for the mail to operators. */
  readonly consumerId: number | null;
  /** The day in UTC. */
  readonly day: string;
}

/** A notification that waits for its mail. */
export interface WaitingStage extends LifecycleStage {
  readonly id: number;
  readonly state: Extract<NotificationState, 'queued' | 'bounced'>;
  readonly madeAt: Date;
}

/**
 * The mails about ends of life. Each client gets one a day at most, and so do the operators; the database guarantees it,
 * and that no stage is told twice. All writes are units of work of their own.
 */
export interface LifecycleMails {
  /**
   * Plans a mail of this day with these stages. Does nothing when the client has one of this day already, or one that
   * still waits.
   */
  plan(consumerId: number, day: string, stages: readonly LifecycleStage[]): Promise<void>;
  /** Stores that these stages could not be told, because there is no address. */
  addUntold(consumerId: number, stages: readonly LifecycleStage[]): Promise<void>;
  planForOperators(day: string): Promise<void>;
  /**
   * Returns mails that are due and reserves them for the next minutes. The reservation grows with each attempt. When it
   * ends before the mail is settled, it can be claimed again, so a failed attempt is repeated. A mail of an earlier day
   * becomes one of this day; one for operators is left.
   */
  claim(day: string, limit: number): Promise<readonly MailDigest[]>;
  waiting(consumerId: number): Promise<readonly WaitingStage[]>;
  /** Removes notifications that have nothing to show any more. They may become due again. */
  drop(stageIds: readonly number[]): Promise<void>;
  /** The first address was refused. The mail stays. */
  bounced(stageIds: readonly number[], addresses: string): Promise<void>;
  /** Settles a mail. An announcement that is told counts as one that has reached its client. */
  settle(digestId: number, outcome?: MailOutcome): Promise<void>;
  /** Removes settled mails of days before this one. What was told stays. */
  prune(before: string): Promise<void>;
}
export const LifecycleMails = Symbol('usage.LifecycleMails');

/** What became of notifications. */
export interface MailOutcome {
  readonly stageIds: readonly number[];
  readonly state: Extract<NotificationState, 'delivered' | 'untold'>;
  readonly addresses: string | null;
}
