/** Somebody who can be written to. */
export interface Reader {
  readonly patronId: number;
  readonly name: string;
  readonly email: string;
}

/** How can these patrons be written to? Answered by the accounts. */
export interface Readers {
  /** Those without an e-mail address, and closed accounts, are left out. */
  reachable(patronIds: readonly number[]): Promise<Reader[]>;
}
export const Readers = Symbol('notices.Readers');
