/** The categories of patrons that the library knows. Nothing removes one. Every method needs a running unit of work. */
export interface PatronCategories {
  /** The codes of all categories, sorted. There are few. */
  all(): Promise<readonly string[]>;
  /** Adds a category. Returns false if it is known already. */
  add(code: string): Promise<boolean>;
}
export const PatronCategories = Symbol('accounts.PatronCategories');
