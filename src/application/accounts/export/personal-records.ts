/** Records that a section has at most; the newest ones are kept. It bounds the size of an export. */
export const recordsAtMost = 10_000;

/** One record about a person, by the names of its fields. It can be represented in JSON. */
export type PersonalRecord = Readonly<Record<string, unknown>>;

/** A part of what the library keeps of a person. Every feature that keeps personal data implements it. */
export interface PersonalRecords {
  /** The name of the part in an export, in camelCase. */
  readonly section: string;
  /**
   * The newest records about this patron, at most `recordsAtMost`, oldest first. They have no secret, no hash and
   * nothing about other people.
   */
  of(patronId: number): Promise<readonly PersonalRecord[]>;
}
export const PersonalRecords = Symbol('accounts.PersonalRecords');
