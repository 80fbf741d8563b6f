/** The letters about an account. Those with a link get it when they are sent. */
export type LetterKind =
  | 'verification'
  | 'password_reset'
  | 'admin_invited'
  | 'password_changed'
  | 'email_change_requested'
  | 'email_changed';

export interface NewLetter {
  /** Null when nobody has the given address. Such a letter is not sent. */
  readonly patronId: number | null;
  readonly kind: LetterKind;
  /** The address to write to; null: the address that the account has when the letter is sent. */
  readonly email: string | null;
}

export interface AccountLetter extends NewLetter {
  readonly id: number;
  /** When the event happened that the letter is about. */
  readonly at: Date;
}

/** Letters that wait to be sent. A letter is removed once it was sent, because it contains an address. */
export interface AccountLetters {
  /** Stores a letter in the running unit of work: no change without its letter. Returns its id. */
  add(letter: NewLetter): Promise<number>;
  /**
   * Returns letters that are due and reserves them for the next minutes. The reservation grows with each attempt. When
   * it ends before `settle`, the letter can be claimed again, so a failed attempt is repeated.
   * @param since older letters are not returned
   */
  claim(since: Date, limit: number): Promise<AccountLetter[]>;
  /** Removes a letter that was sent, or that need not be sent any more. */
  settle(id: number): Promise<void>;
  /** Removes all letters to a patron, in the running unit of work. */
  removeAll(patronId: number): Promise<void>;
  /** Removes letters that are older than this, up to the limit. Returns how many. */
  prune(before: Date, limit: number): Promise<number>;
}
export const AccountLetters = Symbol('accounts.AccountLetters');
