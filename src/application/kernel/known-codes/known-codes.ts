/** The codes of one list that the library knows. Nothing removes one. Every method needs a running unit of work. */
export interface KnownCodes {
  /** All codes, sorted. There are few, so a job that needs many of them reads them once. */
  all(): Promise<readonly string[]>;
  /** Adds a code. Returns false if it is known already. */
  add(code: string): Promise<boolean>;
}
