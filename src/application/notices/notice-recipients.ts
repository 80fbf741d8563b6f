import type { Language } from '../../domain/kernel/language.js';

/** A patron who can be written to. */
export interface NoticeRecipient {
  readonly patronId: number;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
}

/** Reads the addresses of patrons. Implemented by the feature `accounts`. */
export interface NoticeRecipients {
  /** Closed accounts, and patrons without a verified e-mail address, are left out. */
  reachable(patronIds: readonly number[]): Promise<NoticeRecipient[]>;
}
export const NoticeRecipients = Symbol('notices.NoticeRecipients');
