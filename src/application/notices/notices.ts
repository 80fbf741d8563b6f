/** A mail that is to be sent. */
export interface Notice {
  readonly id: number;
  /** To whom; null for the list that staff get. */
  readonly patronId: number | null;
  /** The local day it was planned for. */
  readonly day: string;
}

/** Which mails there are. Each patron has one a day at most, and so have the staff. */
export interface Notices {
  /** Whether a day is planned to its end. */
  isPlanned(day: string): Promise<boolean>;
  /** The newest day before this one that was planned to its end. */
  lastPlannedBefore(day: string): Promise<string | undefined>;
  markPlanned(day: string): Promise<void>;
  /** Plans a mail for each of them; those that there are already stay as they are. */
  add(day: string, patronIds: readonly (number | null)[]): Promise<void>;
  /**
   * Gives mails that are to be sent now, and nobody else gets them for the next minutes: for ever longer times, the
   * more often they were given before. So a claim that came to nothing is made again by itself.
   * @param since the oldest day whose mail is still worth sending
   */
  claim(since: string, limit: number): Promise<Notice[]>;
  /** It was sent, or there was nothing to say. */
  settle(id: number): Promise<void>;
  /** Removes what is older than this day. */
  prune(before: string): Promise<void>;
}
export const Notices = Symbol('notices.Notices');

/** The token of the address that staff are written to; undefined where there is none. */
export const StaffEmail = Symbol('notices.StaffEmail');
