/** A patron who can be written to. */
export interface NoticeRecipient {
  readonly patronId: number;
  readonly name: string;
  readonly email: string;
}

/** Reads the addresses of patrons. Implemented by the feature `accounts`. */
export interface NoticeRecipients {
  /** Patrons without an e-mail address and closed accounts are left out. */
  reachable(patronIds: readonly number[]): Promise<NoticeRecipient[]>;
}
export const NoticeRecipients = Symbol('notices.NoticeRecipients');
