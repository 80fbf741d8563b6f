/** Mails of one kind that wait for the worker. */
export interface MailQueueState {
  /** Such as `notices`. */
  readonly queue: string;
  readonly waiting: number;
  /** Those among them that a mail server did not take at least once. */
  readonly failing: number;
  /** The most attempts that one of them took so far. */
  readonly attempts: number;
  /** When the first of them is sent next; null: none waits. */
  readonly nextAt: Date | null;
}

/** A kind of mail with a queue. Features register theirs. */
export interface MailQueue {
  state(): Promise<MailQueueState>;
}
export const MailQueue = Symbol('kernel.MailQueue');
