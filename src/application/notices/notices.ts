/** A mail that must be sent. */
export interface Notice {
  readonly id: number;
  /** The recipient; null for the list for staff. */
  readonly patronId: number | null;
  /** The local day it was planned for. */
  readonly day: string;
}

/** The planned mails. Each patron gets one a day at most, and so do the staff. */
export interface Notices {
  /** Whether the planning of a day is complete. */
  isPlanned(day: string): Promise<boolean>;
  /** The newest day before this one whose planning is complete. */
  lastPlannedBefore(day: string): Promise<string | undefined>;
  markPlanned(day: string): Promise<void>;
  /** Plans a mail for each recipient. Mails that are planned already do not change. */
  add(day: string, patronIds: readonly (number | null)[]): Promise<void>;
  /**
   * Returns mails that are due and reserves them for the next minutes. The reservation grows with each attempt. When it
   * ends before `settle`, the mail can be claimed again, so a failed attempt is repeated.
   * @param since the oldest day whose mail is still worth sending
   */
  claim(since: string, limit: number): Promise<Notice[]>;
  /** Marks a mail as done: it was sent, or there was nothing to report. */
  settle(id: number): Promise<void>;
  /** The newest notices for a patron, newest first, with the moment when each was settled; null: not yet. */
  newestOf(
    patronId: number,
    limit: number,
  ): Promise<{ readonly day: string; readonly settledAt: Date | null }[]>;
  /** Removes notices of days before this one. */
  prune(before: string): Promise<void>;
}
export const Notices = Symbol('notices.Notices');

/** Token of the staff's e-mail address; undefined when there is none. */
export const StaffEmail = Symbol('notices.StaffEmail');
