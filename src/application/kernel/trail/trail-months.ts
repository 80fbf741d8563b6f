/**
 * The months (UTC) of the audit trail, each a partition of its table. The first one has everything before its end, and
 * the last one everything after its beginning, so that there is a partition for every time.
 */
export interface TrailMonths {
  /** Creates the coming months that are missing. Safe to run at any time, and in several processes. */
  createAhead(): Promise<void>;
  /**
   * Takes the partitions that end at this moment or earlier out of the trail. Each stays a table with its events. Returns
   * their names.
   */
  detachBefore(moment: Date): Promise<string[]>;
  /** How many months after the current one exist. */
  countAhead(): Promise<number>;
}
export const TrailMonths = Symbol('kernel.TrailMonths');

/** After so many whole months, a month is taken out of the audit trail; never, when undefined. */
export const KeptMonths = Symbol('kernel.KeptMonths');
