/** A stretch of a list of all books that is too long between two milestones. */
export interface MilestoneGap {
  /** The order of the list. */
  readonly order: string;
  /** The milestone before it; null at the start of the list. */
  readonly after: number | null;
  /** In books. */
  readonly length: number;
}

/**
 * The kept number of books, and the milestones of the lists of all books: every so many books one, with its place in the
 * list. Books that are added, changed or withdrawn are noted by themselves. Every method must run in a unit of work.
 */
export interface BookMilestones {
  /** Lets no other process change milestones until the end of the unit. False while another one does. */
  lock(): Promise<boolean>;
  /** Adds noted changes to the total and the places, once there are enough of them. Counts the books if nobody has yet. */
  merge(): Promise<void>;
  /** Some of the longest gaps. */
  gaps(): Promise<readonly MilestoneGap[]>;
  /** Sets milestones in the gap, or in its beginning. */
  fill(gap: MilestoneGap): Promise<void>;
  /** Counts the books anew, and removes all milestones. Returns the kept number before, if there was one, and the present one. */
  recount(): Promise<{ readonly before: number | null; readonly counted: number }>;
}
export const BookMilestones = Symbol('catalogue.BookMilestones');
