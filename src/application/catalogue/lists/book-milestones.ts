/** A part of a list of all books that has too many books for one milestone. */
export interface MilestoneGap {
  /** The order of the list. */
  readonly order: string;
  /** The milestone at its end; null at the end of the list. */
  readonly end: number | null;
  readonly books: number;
}

/**
 * The kept number of books, and the milestones of the lists of all books: one every so many books, with the number of
 * books up to it from the one before. Books that are added, changed or withdrawn are noted by themselves. Every method
 * must run in a unit of work.
 */
export interface BookMilestones {
  /** Lets no other process change milestones until the end of the unit. False while another one does. */
  lock(): Promise<boolean>;
  /** Counts the books if nobody has yet. Removes all milestones if texts are sorted by other rules than when they were set. */
  prepare(): Promise<void>;
  /** Adds the oldest noted changes, at most `limit`, to these numbers. Returns how many it has added. */
  merge(limit: number): Promise<number>;
  /** Some of the largest gaps. */
  gaps(): Promise<readonly MilestoneGap[]>;
  /** Sets milestones in the gap, or in its beginning. Returns their number. */
  fill(gap: MilestoneGap): Promise<number>;
  /** Counts the books anew, and removes all milestones. Returns the kept number before, if there was one, and the present one. */
  recount(): Promise<{ readonly before: number | null; readonly counted: number }>;
}
export const BookMilestones = Symbol('catalogue.BookMilestones');
