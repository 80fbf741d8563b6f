/** Somebody who can be written to. */
export interface NoticeRecipient {
  readonly patronId: number;
  readonly name: string;
  readonly email: string;
}

/** How can these patrons be written to? Answered by the accounts. */
export interface NoticeRecipients {
  /** Those without an e-mail address, and closed accounts, are left out. */
  reachable(patronIds: readonly number[]): Promise<NoticeRecipient[]>;
}
export const NoticeRecipients = Symbol('notices.NoticeRecipients');
