/** The kinds of copies that the library knows. Nothing removes one. Every method needs a running unit of work. */
export interface CopyKinds {
  /** The codes of all kinds, sorted. There are few, so a job with many copies reads them once. */
  all(): Promise<readonly string[]>;
  /** Adds a kind. Returns false if it is known already. */
  add(code: string): Promise<boolean>;
}
export const CopyKinds = Symbol('catalogue.CopyKinds');
